using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Staging;

/// <summary>Creates the staging tables of mapped runs. They are logged tables: their checkpoints survive a crash of the server, so they must too.</summary>
internal static class StagingTables
{
    /// <summary>Creates what is not there yet.</summary>
    public static async Task CreateAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {Sql.Quote(StagingNames.MappedSchema(run))}", [], cancellationToken);
        await connection.ExecuteAsync($"CREATE TABLE IF NOT EXISTS {Sql.Quote(StagingNames.Resolved(run))} (table_plan text PRIMARY KEY, seen text NOT NULL)", [], cancellationToken);
        var collations = await ReadCollationsAsync(connection, plan, cancellationToken);
        foreach (var table in plan.Tables)
        {
            await connection.ExecuteAsync(
                $"CREATE TABLE IF NOT EXISTS {Sql.Quote(StagingNames.Table(run, plan, table))} ({string.Join(", ", Columns(table, collations))})",
                [],
                cancellationToken);
        }
    }

    /// <summary>Target columns that resolution fills, beside those of the layout.</summary>
    public static IEnumerable<string> ResolvedColumns(RunTable table)
    {
        var references = table.Rules.OfType<ReferenceRule>().Select(rule => rule.Column);
        return table.Id is { Strategy: IdStrategy.Identity } id ? references.Append(id.Column) : references;
    }

    /// <summary>Layout columns, then the target columns that resolution fills, then its bookkeeping.</summary>
    private static IEnumerable<string> Columns(RunTable table, IReadOnlyDictionary<(TableName Table, string Column), string> collations)
    {
        foreach (var column in StagingLayout.For(table).Columns)
        {
            var type = column.Role switch
            {
                StagingRole.Key or StagingRole.Reference => Bookkeeping.Key,
                StagingRole.Value when collations.TryGetValue((table.Target.Name, column.Name), out var collation) => $"{PgTypes.Staged(column.Type)} COLLATE {collation}",
                _ => PgTypes.Staged(column.Type),
            };
            yield return $"{Sql.Quote(column.Name)} {type}";
        }

        foreach (var name in ResolvedColumns(table))
        {
            yield return $"{Sql.Quote(name)} {PgTypes.Staged(table.Target.Find(name)!.Type)}";
        }

        foreach (var column in Bookkeeping.Copied.Concat(Bookkeeping.Resolved.Select(column => $"{column.Name} {column.Type}")))
        {
            yield return column;
        }
    }

    /// <summary>Collations that columns declare: what is equal among staged rows must be what is equal in the target.</summary>
    private static async Task<IReadOnlyDictionary<(TableName Table, string Column), string>> ReadCollationsAsync(NpgsqlConnection connection, RunPlan plan, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync(
            """
            SELECT n.nspname, c.relname, a.attname, format('%I.%I', ln.nspname, l.collname)
            FROM unnest($1::text[], $2::text[]) AS wanted (schema, name)
            JOIN pg_namespace AS n ON n.nspname = wanted.schema
            JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = wanted.name
            JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_type AS y ON y.oid = a.atttypid
            JOIN pg_type AS b ON b.oid = CASE WHEN y.typtype = 'd' THEN y.typbasetype ELSE y.oid END
            JOIN pg_collation AS l ON l.oid = a.attcollation AND l.oid <> b.typcollation
            JOIN pg_namespace AS ln ON ln.oid = l.collnamespace
            WHERE b.typcategory = 'S'
            """,
            [plan.Tables.Select(table => table.Target.Name.Schema).ToArray(), plan.Tables.Select(table => table.Target.Name.Table).ToArray()],
            reader => (Column: (new TableName(reader.GetString(0), reader.GetString(1)), reader.GetString(2)), Collation: reader.GetString(3)),
            cancellationToken);
        return rows.DistinctBy(row => row.Column).ToDictionary(row => row.Column, row => row.Collation);
    }
}
