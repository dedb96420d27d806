using Reprise.Core.Runs;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Steps;

/// <summary>Deletes the snapshot, destroys its data key and drops the staging tables of a run that is done.</summary>
internal sealed class PurgeSnapshotsHandler(Purger purger) : IStepHandler
{
    public StepKind Kind => StepKind.PurgeSnapshots;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        await purger.PurgeAsync(lease.Run, "verified", cancellationToken);
        return StepOutcome.Completed(step);
    }
}
