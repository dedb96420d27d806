using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Staging;

/// <summary>Creates the staging tables of mapped runs. They are logged tables: their checkpoints survive a crash of the server, so they must too.</summary>
/// <remarks>Resolution analyses them itself, and they are dropped before clearing them up would be worth the reading.</remarks>
internal static class StagingTables
{
    /// <summary>Creates what is not there yet.</summary>
    public static async Task CreateAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {Sql.Quote(StagingNames.MappedSchema(run))}", [], cancellationToken);
        await connection.ExecuteAsync($"CREATE TABLE IF NOT EXISTS {Sql.Quote(StagingNames.Resolved(run))} (table_plan text PRIMARY KEY, seen text NOT NULL)", [], cancellationToken);
        await connection.ExecuteAsync($"CREATE TABLE IF NOT EXISTS {Sql.Quote(StagingNames.SourceKeys(run))} (source_table text NOT NULL, source_key {Bookkeeping.Key} NOT NULL)", [], cancellationToken);
        await connection.ExecuteAsync($"CREATE TABLE IF NOT EXISTS {Sql.Quote(StagingNames.LeftOut(run))} (table_plan text NOT NULL, source_key {Bookkeeping.Key} NOT NULL)", [], cancellationToken);
        var collations = await ReadCollationsAsync(connection, plan, cancellationToken);
        foreach (var table in plan.Tables)
        {
            await connection.ExecuteAsync(
                $"CREATE TABLE IF NOT EXISTS {Sql.Quote(StagingNames.Table(run, plan, table))} ({string.Join(", ", Columns(table, collations))}) WITH (autovacuum_enabled = false)",
                [],
                cancellationToken);
        }
    }

    /// <summary>Target columns that resolution fills, beside those of the layout.</summary>
    public static IEnumerable<string> ResolvedColumns(RunTable table)
    {
        var resolved = table.Rules.Where(rule => rule is ReferenceRule or DerivedRule).Select(rule => rule.Column);
        return table.Id is { Strategy: IdStrategy.Identity } id ? resolved.Append(id.Column) : resolved;
    }

    /// <summary>Type in staging of a column that resolution fills.</summary>
    public static string ResolvedType(TargetColumn column) => PgTypes.Staged(column.Type);

    /// <summary>Layout columns, then the target columns that resolution fills, then its bookkeeping.</summary>
    private static IEnumerable<string> Columns(RunTable table, IReadOnlyDictionary<(TableName Table, string Column), string> collations)
    {
        var compared = table.Rules.OfType<LookupRule>().SelectMany(rule => rule.By.Select((by, i) => (Name: StagingLayout.InputColumn(table, rule, i), Column: (rule.Table, by.Name)))).ToDictionary(input => input.Name, input => input.Column);
        foreach (var column in StagingLayout.For(table).Columns)
        {
            var type = column.Role is StagingRole.Key or StagingRole.Reference ? Bookkeeping.Key : Collated(column.Type, compared.GetValueOrDefault(column.Name, (table.Target.Name, column.Name)), collations);
            yield return $"{Sql.Quote(column.Name)} {type}";
        }

        foreach (var name in ResolvedColumns(table))
        {
            yield return $"{Sql.Quote(name)} {Collated(table.Target.Find(name)!.Type, (table.Target.Name, name), collations)}";
        }

        foreach (var column in Bookkeeping.Copied.Concat(Bookkeeping.Resolved.Select(column => $"{column.Name} {column.Type}")))
        {
            yield return column;
        }
    }

    private static string Collated(PgType type, (TableName Table, string Column) like, IReadOnlyDictionary<(TableName Table, string Column), string> collations) =>
        collations.TryGetValue(like, out var collation) ? $"{PgTypes.Staged(type)} COLLATE {collation}" : PgTypes.Staged(type);

    /// <summary>Collations that columns declare: what is equal among staged rows must be what is equal in the target.</summary>
    private static async Task<IReadOnlyDictionary<(TableName Table, string Column), string>> ReadCollationsAsync(NpgsqlConnection connection, RunPlan plan, CancellationToken cancellationToken)
    {
        var tables = plan.Tables.Select(table => table.Target.Name).Concat(plan.Tables.SelectMany(table => table.Rules.OfType<LookupRule>()).Select(rule => rule.Table)).Distinct().ToList();
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
            [tables.Select(table => table.Schema).ToArray(), tables.Select(table => table.Table).ToArray()],
            reader => (Column: (new TableName(reader.GetString(0), reader.GetString(1)), reader.GetString(2)), Collation: reader.GetString(3)),
            cancellationToken);
        return rows.DistinctBy(row => row.Column).ToDictionary(row => row.Column, row => row.Collation);
    }
}
