using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>The ledger of runs; each subject has a class of its own.</summary>
internal sealed class RunLedger(Database database, LedgerSchema schema) : IRunLedger
{
    private readonly RunRows _runs = new(database);
    private readonly StepRows _steps = new(database);
    private readonly RunDocuments _documents = new(database);
    private readonly GateRows _gates = new(database);
    private readonly SummaryReader _summaries = new(database);

    public Task MigrateAsync(CancellationToken cancellationToken) => schema.MigrateAsync(cancellationToken);

    public Task<RunRecord> StartAsync(NewRun run, CancellationToken cancellationToken) => _runs.StartAsync(run, cancellationToken);

    public Task<RunRecord> GetAsync(RunId run, CancellationToken cancellationToken) => _runs.GetAsync(run, cancellationToken);

    public Task<IReadOnlyList<RunRecord>> ListAsync(EntityCode? entity, int limit, CancellationToken cancellationToken) => _runs.ListAsync(entity, limit, cancellationToken);

    public Task<RunLease> TakeOverAsync(RunId run, CancellationToken cancellationToken) => _runs.TakeOverAsync(run, cancellationToken);

    public Task BeatAsync(RunLease lease, CancellationToken cancellationToken) => _runs.BeatAsync(lease, cancellationToken);

    public Task<IReadOnlyList<RunId>> ListOrphansAsync(TimeSpan silence, CancellationToken cancellationToken) => _runs.ListOrphansAsync(silence, cancellationToken);

    public Task SetStatusAsync(RunLease lease, RunStatus status, string? code, string? message, CancellationToken cancellationToken) =>
        _runs.SetStatusAsync(lease, status, code, message, cancellationToken);

    public Task ApproveAsync(RunId run, Approval approval, IReadOnlyList<string> waived, CancellationToken cancellationToken) => _runs.ApproveAsync(run, approval, waived, cancellationToken);

    public async Task<RunState> LoadStateAsync(RunId run, CancellationToken cancellationToken) =>
        await _steps.LoadStateAsync(await _runs.GetAsync(run, cancellationToken), cancellationToken);

    public Task RecordAsync(RunLease lease, StepOutcome outcome, CancellationToken cancellationToken) => _steps.RecordAsync(lease, outcome, cancellationToken);

    public Task SavePlanAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken) => _documents.SavePlanAsync(lease, plan, cancellationToken);

    public Task<RunPlan?> FindPlanAsync(RunId run, CancellationToken cancellationToken) => _documents.FindPlanAsync(run, cancellationToken);

    public async Task<RunPlan> GetPlanAsync(RunId run, CancellationToken cancellationToken) =>
        await _documents.FindPlanAsync(run, cancellationToken) ?? throw new InvalidOperationException($"Run {run} has no plan yet.");

    public Task SaveVerdictsAsync(RunLease lease, IReadOnlyList<GateVerdict> verdicts, CancellationToken cancellationToken) =>
        _gates.SaveAsync(lease, verdicts, cancellationToken);

    public Task SaveReportAsync(RunLease lease, string name, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        _documents.SaveReportAsync(lease, name, mediaType, content, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> GetReportAsync(RunId run, string name, CancellationToken cancellationToken) => _documents.GetReportAsync(run, name, cancellationToken);

    public async Task<RunSummary> SummariseAsync(RunId run, CancellationToken cancellationToken) => await _summaries.ReadAsync(
        await _runs.GetAsync(run, cancellationToken),
        await _documents.FindPlanAsync(run, cancellationToken),
        cancellationToken);
}
