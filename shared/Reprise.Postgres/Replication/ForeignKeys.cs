using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Replication;

/// <summary>Creates the foreign keys of a replicate run. One that has orphans is created NOT VALID: it holds for what comes, and the report says what it does not hold for.</summary>
internal static class ForeignKeys
{
    public static async Task CreateAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken)
    {
        var schema = StagingNames.FreshSchema(run, plan);
        foreach (var table in plan.Tables)
        {
            foreach (var key in table.Definition!.ForeignKeys)
            {
                await CreateAsync(connection, run, schema, table, key, cancellationToken);
            }
        }
    }

    private static async Task CreateAsync(NpgsqlConnection connection, RunId run, string schema, RunTable table, ForeignKeyDefinition key, CancellationToken cancellationToken)
    {
        var child = $"{Sql.Quote(schema)}.{Sql.Quote(table.Definition!.Name)}";
        var parent = $"{Sql.Quote(schema)}.{Sql.Quote(key.ReferencedTable)}";
        var orphans = await CountOrphansAsync(connection, child, parent, key, cancellationToken);
        await LateCoercions.AddAsync(connection, run, table.Name, string.Join(", ", key.Columns), Reasons.OrphanForeignKey, orphans, cancellationToken);
        await connection.ExecuteAsync(
            $"""
            ALTER TABLE {child} ADD CONSTRAINT {Sql.Quote(key.Name)} FOREIGN KEY ({Sql.List(key.Columns)})
            REFERENCES {parent} ({Sql.List(key.ReferencedColumns)}) ON DELETE {key.OnDelete} ON UPDATE {key.OnUpdate}{(orphans > 0 ? " NOT VALID" : string.Empty)}
            """,
            [],
            cancellationToken);
    }

    private static async Task<long> CountOrphansAsync(NpgsqlConnection connection, string child, string parent, ForeignKeyDefinition key, CancellationToken cancellationToken)
    {
        var given = string.Join(" AND ", key.Columns.Select(column => $"c.{Sql.Quote(column)} IS NOT NULL"));
        var equal = string.Join(" AND ", key.Columns.Zip(key.ReferencedColumns, (column, referenced) => $"p.{Sql.Quote(referenced)} = c.{Sql.Quote(column)}"));
        await using var count = connection.Command($"SELECT count(*) FROM {child} AS c WHERE {given} AND NOT EXISTS (SELECT FROM {parent} AS p WHERE {equal})");
        return (long)(await count.ExecuteScalarAsync(cancellationToken))!;
    }
}
