using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Reads everything a report shows of a run.</summary>
internal sealed class SummaryReader(Database database)
{
    /// <summary>Most samples of a coercion that are shown.</summary>
    private const int MaxSamples = 3;

    public Task<RunSummary> ReadAsync(RunRecord run, RunPlan? plan, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            var id = run.Id.Value;
            var gates = await GateRows.ReadAsync(connection, run.Id, cancellationToken);
            return new RunSummary
            {
                Run = run,
                Plan = plan,
                Tables = InPlanOrder(plan, await FiguresAsync(connection, id, cancellationToken)),
                Sync = await TableSyncRows.ListAsync(connection, run.Id, cancellationToken),
                Gone = await GoneRowList.CountAsync(connection, run.Id, cancellationToken),
                GoneRows = await GoneRowList.FirstAsync(connection, run.Id, cancellationToken),
                Coercions = await CoercionsAsync(connection, id, cancellationToken),
                Quarantine = await QuarantineAsync(connection, id, cancellationToken),
                Corrections = await CorrectionRows.CountAsync(connection, id, cancellationToken),
                Reviews = await ReviewRows.ReadAsync(connection, run.Id, plan?.Tables ?? [], cancellationToken),
                Merges = await RecordMergeRows.CountAsync(connection, run.Id, cancellationToken),
                MergedRecords = await RecordMergeRows.FirstAsync(connection, run.Id, cancellationToken),
                Given = await FilledCellRows.CountGivenAsync(connection, run.Id, cancellationToken),
                Gates = gates,
                Trends = await GateRows.TrendsAsync(connection, run, gates, cancellationToken),
                Verifications = await VerificationsAsync(connection, id, cancellationToken),
                Point = await SourcePointRows.ReadAsync(connection, run.Id, cancellationToken),
                Snapshot = await SnapshotAsync(connection, id, cancellationToken),
                Steps = await StepsAsync(connection, id, cancellationToken),
            };
        },
        cancellationToken);

    private static List<TableFigures> InPlanOrder(RunPlan? plan, List<TableFigures> figures)
    {
        var order = (plan?.Tables ?? []).Select((table, index) => (table.Name, index)).ToDictionary(entry => entry.Name, entry => entry.index, StringComparer.Ordinal);
        return [.. figures.OrderBy(table => order.GetValueOrDefault(table.Table, int.MaxValue))];
    }

    private static Task<List<TableFigures>> FiguresAsync(NpgsqlConnection connection, string run, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT table_plan, lot, read, published, unchanged, merged, quarantined, filtered FROM reprise.table_figures WHERE run = $1",
        [run],
        reader => new TableFigures(
            reader.GetString(0),
            reader.GetString(1),
            new RowFigures(reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7))),
        cancellationToken);

    private static Task<List<TableCoercion>> CoercionsAsync(NpgsqlConnection connection, string run, CancellationToken cancellationToken) => connection.QueryAsync(
        """
        SELECT c.table_plan, c.column_name, c.rule, sum(c.count)::bigint,
               ARRAY(SELECT DISTINCT sample FROM reprise.coercion AS s, unnest(s.samples) AS sample
                     WHERE s.run = $1 AND (s.table_plan, s.column_name, s.rule) = (c.table_plan, c.column_name, c.rule)
                     ORDER BY sample LIMIT $2)
        FROM reprise.coercion AS c
        WHERE c.run = $1
        GROUP BY c.table_plan, c.column_name, c.rule
        ORDER BY c.table_plan, c.column_name, c.rule
        """,
        [run, MaxSamples],
        reader => new TableCoercion(reader.GetString(0), new Coercion(reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetFieldValue<string[]>(4))),
        cancellationToken);

    private static Task<List<QuarantineCount>> QuarantineAsync(NpgsqlConnection connection, string run, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT table_plan, column_name, reason, count(*) FROM reprise.quarantine WHERE run = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        [run],
        reader => new QuarantineCount(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)),
        cancellationToken);

    private static Task<List<TableVerification>> VerificationsAsync(NpgsqlConnection connection, string run, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT table_plan, method, rows, differences, detail FROM reprise.verification WHERE run = $1 ORDER BY table_plan, method",
        [run],
        reader => new TableVerification(reader.GetString(0), new VerificationVerdict(reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetString(4))),
        cancellationToken);

    private static async Task<SnapshotFigures> SnapshotAsync(NpgsqlConnection connection, string run, CancellationToken cancellationToken)
    {
        // Parts are written under the run's data key and in no other way; without a key there is nothing encrypted.
        var figures = await connection.QueryAsync(
            """
            SELECT (SELECT count(*) FROM reprise.part WHERE run = $1)::integer,
                   (SELECT coalesce(sum(bytes), 0) FROM reprise.part WHERE run = $1)::bigint,
                   EXISTS (SELECT FROM reprise.data_key WHERE run = o.id),
                   p.purged_at, coalesce(p.blobs_deleted, 0),
                   CASE WHEN p.run IS NULL AND o.status IN ('succeeded', 'rolledback') THEN o.ended_at + o.keep_snapshot END
            FROM reprise.run AS r
            JOIN reprise.run AS o ON o.id = coalesce(r.snapshot_of, r.id)
            LEFT JOIN reprise.purge AS p ON p.run = o.id
            WHERE r.id = $1
            """,
            [run],
            reader => new SnapshotFigures(
                reader.GetInt32(0),
                reader.GetInt64(1),
                reader.GetBoolean(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3),
                reader.GetInt32(4))
            {
                KeptUntil = reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5),
            },
            cancellationToken);
        return figures[0];
    }

    private static Task<List<StepRecord>> StepsAsync(NpgsqlConnection connection, string run, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT kind, subject, outcome ->> 'result', failures, recorded_at, outcome ->> 'code' FROM reprise.step WHERE run = $1 ORDER BY sequence",
        [run],
        reader => new StepRecord(
            new Step(Enum.Parse<StepKind>(reader.GetString(0)), reader.GetString(1)),
            Enum.Parse<StepResult>(reader.GetString(2)),
            reader.GetInt32(3),
            reader.GetFieldValue<DateTimeOffset>(4),
            reader.Nullable<string>(5)),
        cancellationToken);
}
