using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Snapshots;

/// <summary>Makes a run's snapshot unreadable for good and leaves the evidence. Repeating it is success.</summary>
internal sealed class Purger(ISnapshotStore store, IExtractionLedger ledger, ITarget target)
{
    /// <summary>Deletes blobs, destroys the data key, records both, drops staging.</summary>
    public async Task PurgeAsync(RunId run, string reason, CancellationToken cancellationToken)
    {
        var deleted = await store.DeleteAsync(run, cancellationToken);
        await ledger.RecordPurgeAsync(run, deleted, reason, cancellationToken);
        await target.DropStagingAsync(run, cancellationToken);
    }

    /// <summary>Deletes what a node that had lost the run uploaded after it was purged. Nobody could read it: its key is destroyed.</summary>
    public async Task PurgeLateAsync(RunId run, CancellationToken cancellationToken)
    {
        if (await ledger.IsPurgedAsync(run, cancellationToken))
        {
            await store.DeleteAsync(run, cancellationToken);
        }
    }
}
