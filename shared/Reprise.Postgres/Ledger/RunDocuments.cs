using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Run plan and reports of a run.</summary>
internal sealed class RunDocuments(Database database)
{
    /// <summary>Runs that this process works on at once; a plan of hundreds of tables is a few megabytes.</summary>
    private const int CachedPlans = 8;

    private readonly PlanCache _plans = new(CachedPlans);

    public Task SavePlanAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => SavePlanAsync(connection, lease.Run, plan, cancellationToken),
        cancellationToken);

    /// <summary>Keeps the plan in the transaction of the caller, unless there is one.</summary>
    public static Task<int> SavePlanAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken) => connection.ExecuteAsync(
        "INSERT INTO reprise.run_plan (run, hash, document) VALUES ($1, $2, $3) ON CONFLICT (run) DO NOTHING",
        [run.Value, plan.Hash, Json(plan)],
        cancellationToken);

    /// <summary>Read and parsed once while steps of the run keep asking: each slice of extraction and staging does.</summary>
    public async Task<RunPlan?> FindPlanAsync(RunId run, CancellationToken cancellationToken) => _plans.Find(run) ?? await database.UseAsync(
        async connection =>
        {
            await using var command = connection.Command("SELECT document::text FROM reprise.run_plan WHERE run = $1", run.Value);
            return await command.ExecuteScalarAsync(cancellationToken) is string document ? _plans.Hold(run, JsonSerializer.Deserialize<RunPlan>(document, LedgerJson.Options)!) : null;
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
