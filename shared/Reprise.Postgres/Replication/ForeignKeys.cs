using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Replication;

/// <summary>Creates the foreign keys of a replicate run. One that has orphans is created NOT VALID: it holds for what comes, and the report says what it does not hold for.</summary>
internal static class ForeignKeys
{
    public static async Task CreateAsync(NpgsqlConnection connection, ILedgerSeal seal, RunId run, RunPlan plan, CancellationToken cancellationToken)
    {
        foreach (var table in plan.Tables)
        {
            await Respellings.ApplyAsync(connection, seal, run, plan, table, cancellationToken);
        }

        foreach (var table in plan.Tables)
        {
            foreach (var key in table.Definition!.ForeignKeys)
            {
                await CreateAsync(connection, seal, run, plan, table, key, cancellationToken);
            }
        }
    }

    private static async Task CreateAsync(NpgsqlConnection connection, ILedgerSeal seal, RunId run, RunPlan plan, RunTable table, ForeignKeyDefinition key, CancellationToken cancellationToken)
    {
        var schema = StagingNames.FreshSchema(run, plan);
        var child = $"{Sql.Quote(schema)}.{Sql.Quote(table.Definition!.Name)}";
        var parent = $"{Sql.Quote(schema)}.{Sql.Quote(key.ReferencedTable)}";
        var orphans = await LateCoercions.AddAsync(
            connection,
            seal,
            run,
            new LateCoercion(table.Name, string.Join(", ", key.Columns), Reasons.OrphanForeignKey, After: null, Orphans(RowKeys.AfterRespelling(plan, table, "c"), child, parent, key)),
            cancellationToken);
        var statement =
            $"""
            ALTER TABLE {child} ADD CONSTRAINT {Sql.Quote(key.Name)} FOREIGN KEY ({Sql.List(key.Columns)})
            REFERENCES {parent} ({Sql.List(key.ReferencedColumns)}) ON DELETE {key.OnDelete} ON UPDATE {key.OnUpdate}{(orphans > 0 ? " NOT VALID" : string.Empty)}
            """;
        if (!await connection.TryAsync(PostgresErrorCodes.InvalidForeignKey, () => connection.ExecuteAsync(statement, [], cancellationToken), cancellationToken))
        {
            // The key that it refers to is too long for an index (see LargeKeys), and nothing refers to a digest.
            var rows = $"SELECT {RowKeys.AfterRespelling(plan, table, "c")}, NULL::text FROM {child} AS c WHERE {Given(key)}";
            await LateCoercions.AddAsync(connection, seal, run, new LateCoercion(table.Name, key.Name, Reasons.KeyTooLong, After: null, rows), cancellationToken);
        }
    }

    private static string Given(ForeignKeyDefinition key) => string.Join(" AND ", key.Columns.Select(column => $"c.{Sql.Quote(column)} IS NOT NULL"));

    private static string Orphans(string rowKey, string child, string parent, ForeignKeyDefinition key)
    {
        var equal = string.Join(" AND ", key.Columns.Zip(key.ReferencedColumns, (column, referenced) => $"p.{Sql.Quote(referenced)} = c.{Sql.Quote(column)}"));
        var value = string.Join(" || ', ' || ", key.Columns.Select(column => $"c.{Sql.Quote(column)}::text"));
        return $"SELECT {rowKey}, {value} FROM {child} AS c WHERE {Given(key)} AND NOT EXISTS (SELECT FROM {parent} AS p WHERE {equal})";
    }
}
