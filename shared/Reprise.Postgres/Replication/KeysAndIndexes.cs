using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
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

    private const string Sampling = "SET LOCAL default_statistics_target = 10";

    public static async Task BuildAsync(NpgsqlConnection connection, ILedgerSeal seal, RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var definition = table.Definition!;
        var name = StagingNames.Table(run, plan, table);
        var quoted = Sql.Quote(name);
        await using var built = connection.Command("SELECT count(*) FROM reprise.table_figures WHERE run = $1 AND table_plan = $2", run.Value, table.Name);
        if (await built.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            await connection.ExecuteAsync($"SET LOCAL maintenance_work_mem = '{BuildMemory}'", [], cancellationToken);
            await BuildIndexesAsync(connection, seal, run, plan, table, cancellationToken);
            await AddChecksAsync(connection, seal, run, plan, table, cancellationToken);
        }

        foreach (var column in definition.Columns.Where(column => column.IsIdentity))
        {
            await SetSequenceAsync(connection, quoted, column, cancellationToken);
        }

        await AnalyzeAsync(connection, quoted, definition, cancellationToken);
        await Figures.SaveAsync(connection, run, table, quoted, cancellationToken);
    }

    private static async Task BuildIndexesAsync(NpgsqlConnection connection, ILedgerSeal seal, RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        foreach (var (index, sql, what) in Wanted(table.Definition!, Sql.Quote(StagingNames.Table(run, plan, table))))
        {
            await LargeKeys.BuildAsync(connection, seal, run, plan, table, index, () => BuildAsync(connection, sql, table.Definition!.Name, what, cancellationToken), cancellationToken);
        }
    }

    /// <summary>The primary key, as an index of its own, and the others: the statement that builds each, and how to speak of it.</summary>
    private static IEnumerable<(IndexDefinition Index, string Sql, string What)> Wanted(TableDefinition definition, string rows)
    {
        if (definition.PrimaryKey.Count > 0)
        {
            var key = new IndexDefinition($"{definition.Name}_pkey", IsUnique: true, [.. definition.PrimaryKey.Select(column => Sql.Quote(column))]);
            yield return (key, $"ALTER TABLE {rows} ADD PRIMARY KEY ({string.Join(", ", key.Parts)})", "primary key");
        }

        foreach (var index in definition.Indexes)
        {
            yield return (index, $"CREATE {(index.IsUnique ? "UNIQUE " : string.Empty)}INDEX {Sql.Quote(index.Name)} ON {rows} ({string.Join(", ", index.Parts)})", $"unique index {index.Name}");
        }
    }

    /// <summary>
    /// Statistics of the columns by which foreign keys are looked up, of 3,000 rows each. Those of all columns took a tenth of a run (a second for 40 columns) and
    /// nobody asks for them before autovacuum, whose counters stay as they are when columns are named, has made them.
    /// </summary>
    private static async Task AnalyzeAsync(NpgsqlConnection connection, string table, TableDefinition definition, CancellationToken cancellationToken)
    {
        string[] columns = [.. definition.PrimaryKey.Concat(definition.ForeignKeys.SelectMany(key => key.Columns)).Distinct(StringComparer.Ordinal)];
        if (columns.Length > 0)
        {
            await connection.ExecuteAsync(Sampling, [], cancellationToken);
            await connection.ExecuteAsync($"ANALYZE {table} ({Sql.List(columns)})", [], cancellationToken);
        }
    }

    /// <summary>
    /// A check that rows of the source break (it was added there later, or not enforced) is created NOT VALID and counted: it holds for what comes.
    /// That is rare, so all are first tried as they are: the table is then read once. Which ones are broken is asked only when one is.
    /// </summary>
    private static async Task AddChecksAsync(NpgsqlConnection connection, ILedgerSeal seal, RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var checks = table.Definition!.Checks;
        var rows = Sql.Quote(StagingNames.Table(run, plan, table));
        if (checks.Count == 0
            || await connection.TryAsync(PostgresErrorCodes.CheckViolation, () => AddAsync(connection, rows, checks, new bool[checks.Count], cancellationToken), cancellationToken))
        {
            return;
        }

        var broken = await BrokenAsync(connection, rows, checks, cancellationToken);
        foreach (var check in checks.Where((_, i) => broken[i]))
        {
            await LateCoercions.AddAsync(
                connection,
                seal,
                run,
                new LateCoercion(table.Name, check.Name, Reasons.CheckViolation, After: null, $"SELECT {RowKeys.Of(plan, table, "r")}, NULL::text FROM {rows} AS r WHERE NOT ({check.Expression})"),
                cancellationToken);
        }

        await AddAsync(connection, rows, checks, broken, cancellationToken);
    }

    private static Task<int> AddAsync(NpgsqlConnection connection, string rows, IReadOnlyList<CheckDefinition> checks, bool[] broken, CancellationToken cancellationToken) => connection.ExecuteAsync(
        $"ALTER TABLE {rows} {string.Join(", ", checks.Select((check, i) => $"ADD CONSTRAINT {Sql.Quote(check.Name)} CHECK ({check.Expression}){(broken[i] ? " NOT VALID" : string.Empty)}"))}",
        [],
        cancellationToken);

    private static async Task<bool[]> BrokenAsync(NpgsqlConnection connection, string table, IReadOnlyList<CheckDefinition> checks, CancellationToken cancellationToken)
    {
        await using var command = connection.Command($"SELECT ARRAY[{string.Join(", ", checks.Select(check => $"coalesce(bool_or(NOT ({check.Expression})), false)"))}] FROM {table} AS r");
        return (bool[])(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Values that MySQL tells apart and PostgreSQL does not (a removed U+0000, fractions cut) have no row that is the right one to drop: the run fails and says where.</summary>
    private static async Task BuildAsync(NpgsqlConnection connection, string sql, string table, string what, CancellationToken cancellationToken)
    {
        try
        {
            await connection.ExecuteAsync(sql, [], cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The exception quotes the values: it does not go on.
            throw new RepriseException(
                "duplicates_in_replica",
                $"The {what} of table '{table}' cannot be built: rows that differ in the source are equal in PostgreSQL. Nothing was published. Make them differ in the source, or map the table by a plan of its own.");
        }
    }

    /// <summary>
    /// The next insert gets the source's next number, or the one after the largest, whichever is more. A sequence whose type has no number after
    /// that stays at its end, as AUTO_INCREMENT does.
    /// </summary>
    private static Task<int> SetSequenceAsync(NpgsqlConnection connection, string table, ColumnDefinition column, CancellationToken cancellationToken) => connection.ExecuteAsync(
        $"""
        SELECT setval(sequence, least(next, seqmax)::bigint, next > seqmax)
        FROM (SELECT pg_get_serial_sequence($1, $2)::regclass AS sequence,
                     greatest((SELECT max({Sql.Quote(column.Name)})::numeric + 1 FROM {table}), $3, 1) AS next) AS wanted
        JOIN pg_sequence AS s ON s.seqrelid = wanted.sequence
        """,
        [table, column.Name, column.NextValue ?? 1m],
        cancellationToken);
}
