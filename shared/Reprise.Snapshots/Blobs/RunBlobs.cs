using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Snapshots.Blobs;

/// <summary>All blobs of a run at once.</summary>
internal sealed class RunBlobs(BlobContainerClient container)
{
    private const int Parallelism = 8;

    // Pass 1 deletes blobs with their snapshots and so makes the current version of each an old one; pass 2 deletes old versions; pass 3 sees none.
    private const int Passes = 4;

    /// <summary>Number of blobs, old versions not counted.</summary>
    public async Task<int> CountAsync(RunId run, CancellationToken cancellationToken) =>
        (await ListAsync(run, BlobStates.None, cancellationToken)).Count;

    /// <summary>Deletes all blobs with their snapshots and old versions.</summary>
    /// <returns>Number of blobs deleted, old versions not counted.</returns>
    public async Task<int> DeleteAsync(RunId run, CancellationToken cancellationToken)
    {
        var deleted = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            var found = await ListAsync(run, BlobStates.Snapshots | BlobStates.Version, cancellationToken);
            if (found.Count == 0)
            {
                return deleted;
            }

            await Parallel.ForEachAsync(
                found,
                new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
                async (item, token) =>
                {
                    if (await DeleteAsync(item, token) && IsCurrent(item))
                    {
                        Interlocked.Increment(ref deleted);
                    }
                });
        }

        throw new RepriseException(
            ErrorCodes.SnapshotStoreFailed,
            $"Blobs below '{BlobNames.Run(run)}' in container '{container.Name}' keep reappearing while they are deleted. See that no other node still writes for the run, then purge again.",
            isTransient: true);
    }

    private static bool IsCurrent(BlobItem item) => item.Snapshot is null && (item.VersionId is null || item.IsLatestVersion == true);

    private async Task<bool> DeleteAsync(BlobItem item, CancellationToken cancellationToken)
    {
        BlobBaseClient blob = container.GetBlobClient(item.Name);
        var snapshots = DeleteSnapshotsOption.IncludeSnapshots;
        if (!IsCurrent(item))
        {
            blob = item.Snapshot is null ? blob.WithVersion(item.VersionId) : blob.WithSnapshot(item.Snapshot);
            snapshots = DeleteSnapshotsOption.None;
        }

        try
        {
            return await blob.DeleteIfExistsAsync(snapshots, cancellationToken: cancellationToken);
        }
        catch (Exception failure) when (BlobFailures.IsOfStore(failure, cancellationToken))
        {
            throw BlobFailures.Translate(failure, container, $"delete blob '{item.Name}'");
        }
    }

    private async Task<List<BlobItem>> ListAsync(RunId run, BlobStates states, CancellationToken cancellationToken)
    {
        var prefix = BlobNames.Run(run);
        var found = new List<BlobItem>();
        try
        {
            var options = new GetBlobsOptions { States = states, Prefix = prefix };
            await foreach (var item in container.GetBlobsAsync(options, cancellationToken))
            {
                found.Add(item);
            }

            return found;
        }
        catch (Azure.RequestFailedException failure) when (failure.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return []; // No container, no blobs: purging a store that was already removed is success.
        }
        catch (Exception failure) when (BlobFailures.IsOfStore(failure, cancellationToken))
        {
            throw BlobFailures.Translate(failure, container, $"list the blobs below '{prefix}'");
        }
    }
}
