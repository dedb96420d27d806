using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Run plan, gate verdicts and reports of a run.</summary>
internal sealed class RunDocuments(Database database)
{
    public Task SavePlanAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => connection.ExecuteAsync(
            "INSERT INTO reprise.run_plan (run, hash, document) VALUES ($1, $2, $3) ON CONFLICT (run) DO NOTHING",
            [lease.Run.Value, plan.Hash, Json(plan)],
            cancellationToken),
        cancellationToken);

    public Task<RunPlan?> FindPlanAsync(RunId run, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            await using var command = connection.Command("SELECT document::text FROM reprise.run_plan WHERE run = $1", run.Value);
            return await command.ExecuteScalarAsync(cancellationToken) is string document ? JsonSerializer.Deserialize<RunPlan>(document, LedgerJson.Options) : null;
        },
        cancellationToken);

    public Task SaveVerdictsAsync(RunLease lease, IReadOnlyList<GateVerdict> verdicts, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            await connection.ExecuteAsync("DELETE FROM reprise.gate_verdict WHERE run = $1", [lease.Run.Value], cancellationToken);
            return await connection.ExecuteAsync(
                """
                INSERT INTO reprise.gate_verdict (run, gate, table_plan, measure, threshold, passed, waived_by)
                SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7)
                ON CONFLICT (run, gate, table_plan) DO UPDATE SET
                    measure = excluded.measure, threshold = excluded.threshold, passed = excluded.passed, waived_by = excluded.waived_by
                """,
                [
                    lease.Run.Value,
                    verdicts.Select(verdict => verdict.Gate).ToArray(),
                    verdicts.Select(verdict => verdict.Table).ToArray(),
                    verdicts.Select(verdict => verdict.Measure).ToArray(),
                    verdicts.Select(verdict => verdict.Threshold).ToArray(),
                    verdicts.Select(verdict => verdict.Passed).ToArray(),
                    verdicts.Select(verdict => verdict.WaivedBy).ToArray(),
                ],
                cancellationToken);
        },
        cancellationToken);

    public Task SaveReportAsync(RunLease lease, string name, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => connection.ExecuteAsync(
            """
            INSERT INTO reprise.report (run, name, media_type, content) VALUES ($1, $2, $3, $4)
            ON CONFLICT (run, name) DO UPDATE SET media_type = excluded.media_type, content = excluded.content, written_at = now()
            """,
            [lease.Run.Value, name, mediaType, content],
            cancellationToken),
        cancellationToken);

    public Task<ReadOnlyMemory<byte>?> GetReportAsync(RunId run, string name, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            await using var command = connection.Command("SELECT content FROM reprise.report WHERE run = $1 AND name = $2", run.Value, name);
            return await command.ExecuteScalarAsync(cancellationToken) is byte[] content ? content : (ReadOnlyMemory<byte>?)null;
        },
        cancellationToken);

    private static NpgsqlParameter Json<T>(T document) => new() { Value = JsonSerializer.Serialize(document, LedgerJson.Options), NpgsqlDbType = NpgsqlDbType.Json };
}
