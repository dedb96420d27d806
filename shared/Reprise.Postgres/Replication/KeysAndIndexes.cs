using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Replication;

/// <summary>Builds what a filled table needs: primary key, indexes, checks, sequences. In one transaction, so that a repeat finds all of it or nothing.</summary>
internal static class KeysAndIndexes
{
    /// <summary>Memory of a sort while an index is built.</summary>
    private const string BuildMemory = "256MB";

    public static async Task BuildAsync(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var definition = table.Definition!;
        var name = StagingNames.Table(run, plan, table);
        var quoted = Sql.Quote(name);
        await using var built = connection.Command("SELECT count(*) FROM reprise.table_figures WHERE run = $1 AND table_plan = $2", run.Value, table.Name);
        if (await built.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            await connection.ExecuteAsync($"SET LOCAL maintenance_work_mem = '{BuildMemory}'", [], cancellationToken);
            await BuildAsync(connection, quoted, definition, cancellationToken);
            foreach (var check in definition.Checks)
            {
                await AddCheckAsync(connection, run, table.Name, quoted, check, cancellationToken);
            }
        }

        foreach (var column in definition.Columns.Where(column => column.IsIdentity))
        {
            await SetSequenceAsync(connection, quoted, column, cancellationToken);
        }

        await connection.ExecuteAsync($"ANALYZE {quoted}", [], cancellationToken);
        await Figures.SaveAsync(connection, run, table, quoted, cancellationToken);
    }

    private static async Task BuildAsync(NpgsqlConnection connection, string table, TableDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.PrimaryKey.Count > 0)
        {
            await connection.ExecuteAsync($"ALTER TABLE {table} ADD PRIMARY KEY ({Sql.List(definition.PrimaryKey)})", [], cancellationToken);
        }

        foreach (var index in definition.Indexes)
        {
            await connection.ExecuteAsync($"CREATE {(index.IsUnique ? "UNIQUE " : string.Empty)}INDEX {Sql.Quote(index.Name)} ON {table} ({string.Join(", ", index.Parts)})", [], cancellationToken);
        }
    }

    /// <summary>A check that rows of the source break (it was added there later, or not enforced) is created NOT VALID and counted: it holds for what comes.</summary>
    private static async Task AddCheckAsync(NpgsqlConnection connection, RunId run, string tablePlan, string table, CheckDefinition check, CancellationToken cancellationToken)
    {
        var name = Sql.Quote(check.Name);
        await connection.ExecuteAsync($"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({check.Expression}) NOT VALID", [], cancellationToken);
        await using var count = connection.Command($"SELECT count(*) FROM {table} WHERE NOT ({check.Expression})");
        var broken = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        if (broken == 0)
        {
            await connection.ExecuteAsync($"ALTER TABLE {table} VALIDATE CONSTRAINT {name}", [], cancellationToken);
            return;
        }

        await LateCoercions.AddAsync(connection, run, tablePlan, check.Name, Reasons.CheckViolation, broken, cancellationToken);
    }

    /// <summary>The next insert gets the source's next number, or the one after the largest, whichever is more.</summary>
    private static Task<int> SetSequenceAsync(NpgsqlConnection connection, string table, ColumnDefinition column, CancellationToken cancellationToken) => connection.ExecuteAsync(
        $"SELECT setval(pg_get_serial_sequence($1, $2)::regclass, greatest(coalesce(max({Sql.Quote(column.Name)}) + 1, 1), $3::bigint), false) FROM {table}",
        [table, column.Name, (long)Math.Min(column.NextValue ?? 1, long.MaxValue)],
        cancellationToken);
}
