using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Pipeline.Snapshots;
using Reprise.Pipeline.Verification;

namespace Reprise.Pipeline.Steps;

/// <summary>Compares every cell that the target holds with what the snapshot says it should hold, by a path of its own: see <see cref="Verifier"/>.</summary>
internal sealed class VerifyTableHandler(IRunLedger runs, IExtractionLedger extraction, ITarget target, SnapshotReader snapshots, RunKeys keys, Verifier verifier) : IStepHandler
{
    public StepKind Kind => StepKind.VerifyTable;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        var plan = await runs.GetPlanAsync(lease.Run, cancellationToken);
        var table = plan.Table(step.Subject);
        var chunks = await extraction.GetChunksAsync(lease.Run, table.Source, cancellationToken);
        using var key = await keys.OpenAsync(lease.Run, cancellationToken);
        var comparison = await verifier.CompareAsync(
            lease.Run,
            plan,
            table,
            reference => target.ReadRespellingsAsync(lease.Run, table, reference, cancellationToken),
            () => snapshots.ReadTextAsync(key, plan.Source(table.Source), chunks, cancellationToken),
            cancellationToken);
        var verdict = VerificationVerdict.Of(VerificationVerdict.SnapshotCells, comparison);
        await target.SaveVerificationAsync(lease, table.Name, verdict, cancellationToken);
        if (verdict.Differences > 0)
        {
            throw new RepriseException(
                ErrorCodes.VerificationFailed,
                $"Table plan {table.Name}: {verdict.Differences} difference(s) between {table.Target.Name} and what was expected ({verdict.Detail}{First(comparison)}). The snapshot is kept. Find out who else writes to {table.Target.Name}, then resume the run.");
        }

        return StepOutcome.Completed(step);
    }

    /// <summary>Where to look first. Its key is masked where it could be personal.</summary>
    private static string First(TableComparison comparison) => comparison.Samples switch
    {
        [] => string.Empty,
        [{ Kind: DifferenceKind.Cell } cell, ..] => $"; first of all key {cell.Key}, {cell.Column}",
        [{ Kind: DifferenceKind.Missing } missing, ..] => $"; first of all key {missing.Key}, missing",
        [var unexpected, ..] => $"; first of all key {unexpected.Key}, unexpected",
    };
}
