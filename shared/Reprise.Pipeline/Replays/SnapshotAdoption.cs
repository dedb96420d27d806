using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Replays;

/// <summary>What takes the place of extraction in a replay: the snapshot of the run that extracted, held against its manifests.</summary>
internal sealed class SnapshotAdoption(IExtractionLedger ledger, ISnapshotStore store, ITarget target, IQuarantineLedger corrections, RunKeys keys)
{
    /// <summary>Takes over what holds for the whole run: the state of the source that was read, and the corrections that were laid over its rows.</summary>
    public async Task BeginAsync(RunLease lease, ReplayOrigin origin, CancellationToken cancellationToken)
    {
        await corrections.AttachAsync(lease, origin.Of, cancellationToken);
        if (await ledger.GetPointAsync(origin.Snapshot, cancellationToken) is { } point)
        {
            await ledger.AttachPointAsync(lease, point, cancellationToken);
        }
    }

    /// <summary>Takes over one table.</summary>
    /// <returns>Its chunks.</returns>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.SnapshotTampered"/> where ledger and manifest do not say the same.</exception>
    public async Task<int> AdoptAsync(RunLease lease, ReplayOrigin origin, RunPlan plan, string table, CancellationToken cancellationToken)
    {
        using var key = await keys.OpenAsync(lease.Run, cancellationToken);
        var manifest = await store.ReadManifestAsync(key, origin.Snapshot, table, cancellationToken);
        var chunks = await ledger.GetChunksAsync(origin.Snapshot, table, cancellationToken);
        if (!manifest.Columns.SequenceEqual(plan.Source(table).Columns) || !manifest.Parts.SequenceEqual(chunks.SelectMany(chunk => chunk.Parts)) || manifest.Rows != chunks.Sum(chunk => chunk.Rows))
        {
            throw new RepriseException(
                ErrorCodes.SnapshotTampered,
                $"The manifest of {table} in the snapshot of run {origin.Snapshot} lists other parts, rows or columns than the ledger. Nothing of it was used. Find out who changed either, then start a new run.");
        }

        foreach (var reading in plan.Tables.Where(reading => reading.Source == table))
        {
            foreach (var reference in reading.Respelled)
            {
                var respellings = manifest.Respellings?.FirstOrDefault(known => known.Question == reference.Question)?.Spellings ?? [];
                await target.SaveRespellingsAsync(lease, reading, reference, respellings, cancellationToken);
            }
        }

        await ledger.AdoptChunksAsync(lease, origin.Snapshot, table, cancellationToken);
        return chunks.Count;
    }
}
