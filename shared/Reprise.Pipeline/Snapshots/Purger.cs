using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Snapshots;

/// <summary>Makes a run's snapshot unreadable for good and leaves the evidence. Repeating it is success.</summary>
internal sealed class Purger(ISnapshotStore store, IExtractionLedger ledger, ITarget target)
{
    /// <summary>Destroys the data key, deletes blobs, records both, drops staging.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.WrongStatus"/> while a replay reads the snapshot: nothing was purged.</exception>
    public async Task PurgeAsync(RunId run, string reason, CancellationToken cancellationToken)
    {
        await ledger.DestroyKeyAsync(run, cancellationToken);
        var deleted = await store.DeleteAsync(run, cancellationToken);
        await ledger.RecordPurgeAsync(run, deleted, reason, cancellationToken);
        await target.DropStagingAsync(run, cancellationToken);
    }

    /// <summary>Drops what a run staged, and leaves its snapshot alone: it is to be kept, or another run's.</summary>
    public Task DropStagingAsync(RunId run, CancellationToken cancellationToken) => target.DropStagingAsync(run, cancellationToken);

    /// <summary>Deletes what a node that had lost the run uploaded after it was purged. Nobody could read it: its key is destroyed.</summary>
    public async Task PurgeLateAsync(RunId run, CancellationToken cancellationToken)
    {
        if (await ledger.IsPurgedAsync(run, cancellationToken))
        {
            await store.DeleteAsync(run, cancellationToken);
        }
    }
}
