using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Steps;

/// <summary>Drops the staging tables of a run that is done, deletes its snapshot and destroys its data key; a snapshot that is to be kept, or is another run's, stays.</summary>
internal sealed class PurgeSnapshotsHandler(IRunLedger runs, Purger purger) : IStepHandler
{
    public StepKind Kind => StepKind.PurgeSnapshots;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(lease.Run, cancellationToken);
        await (run.Replay is not null || run.KeepSnapshot is not null
            ? purger.DropStagingAsync(lease.Run, cancellationToken)
            : purger.PurgeAsync(lease.Run, "verified", cancellationToken));
        return StepOutcome.Completed(step);
    }
}
