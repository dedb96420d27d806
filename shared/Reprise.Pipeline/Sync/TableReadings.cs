using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Sync;

namespace Reprise.Pipeline.Sync;

/// <summary>Which rows of a source table a run reads: all of them, or what changed since the last run, with the proof that nothing else did.</summary>
internal sealed class TableReadings(ISyncLedger ledger)
{
    /// <summary>A key range whose digest is compared has so many rows less than a chunk: what changed little is read little.</summary>
    private const int RangesPerChunk = 20;

    /// <summary>Keys that are asked for in one statement.</summary>
    private const int KeysPerChunk = 500;

    /// <summary>Plans the chunks of a table, and keeps what the next run compares with. At the run's point, before anything is read: what changes afterwards differs the next time.</summary>
    public async Task<IReadOnlyList<ChunkRange>> PlanAsync(RunLease lease, RunPlan plan, SourceRead read, IConsistentPoint point, CancellationToken cancellationToken)
    {
        var sync = await ledger.FindAsync(lease.Run, read.Table.Name, cancellationToken);
        if (sync is null || plan.IsReplicate || sync.Reason == SyncReason.Rehearsal)
        {
            return await point.PlanChunksAsync(read, plan.ChunkRows, cancellationToken);
        }

        var reading = new TableReading(plan, read, point, sync, Math.Max(1, plan.ChunkRows / RangesPerChunk));
        await reading.ReadBoundAsync(cancellationToken);
        if (!reading.Sync.IsFull)
        {
            var before = await ledger.ListRangesAsync(BasedOn(sync), read.Table.Name, cancellationToken);
            await reading.CompareAsync(before, cancellationToken);
            if (before.Count > 0 && await SelectAsync(lease, reading, cancellationToken) is { } chunks)
            {
                await ledger.RecordReadingAsync(lease, reading.Sync, reading.Ranges, cancellationToken);
                return chunks;
            }

            reading.ReadInFull(before.Count > 0 ? SyncReason.ManyAgain : SyncReason.First);
        }

        await reading.DigestAllAsync(cancellationToken);
        await ledger.RecordReadingAsync(lease, reading.Sync, reading.Ranges, cancellationToken);
        return await point.PlanChunksAsync(read, plan.ChunkRows, cancellationToken);
    }

    /// <summary>Chunks of what changed; null when so much has to be asked for by key that everything is read.</summary>
    private async Task<IReadOnlyList<ChunkRange>?> SelectAsync(RunLease lease, TableReading reading, CancellationToken cancellationToken)
    {
        var (sync, source) = (reading.Sync, reading.Sync.Source);
        var again = await ledger.ListAgainAsync(lease.Run, reading.Plan, source, BasedOn(sync), TableSync.MostAgain + 1, cancellationToken);
        if (again.Count > TableSync.MostAgain)
        {
            return null;
        }

        IReadOnlyList<string> late = [];
        if (reading.Compared.Count > 0)
        {
            reading.CountKeys(await ledger.SaveKeysAsync(lease, source, reading.ReadKeysAsync(cancellationToken), cancellationToken));
            // Rows of changed ranges are read anyway where there is no watermark.
            late = sync.Method == SyncMethod.Hash ? [] : await ledger.ListUnknownAsync(lease.Run, reading.Plan, source, BasedOn(sync), TableSync.MostAgain + 1, cancellationToken);
        }

        if (again.Count + late.Count > TableSync.MostAgain)
        {
            return null;
        }

        reading.CountRows(again.Count, late.Count);
        return Numbered([.. reading.Changed(), .. Asked(reading, [.. again.Union(late, StringComparer.Ordinal)])]);
    }

    private static IEnumerable<ChunkRange> Asked(TableReading reading, IReadOnlyList<string> keys) => keys.Chunk(KeysPerChunk).Select(few => ChunkRange.Whole with
    {
        Selection = new RowSelection
        {
            Watermark = reading.Sync.From is null ? null : reading.Sync.Watermark,
            Since = reading.Sync.From,
            Keys = few,
            Except = reading.Sync.Method == SyncMethod.Hash ? reading.Differing : [],
        },
    });

    /// <summary>A table without changes has one chunk too, so that it is known to be read.</summary>
    private static IReadOnlyList<ChunkRange> Numbered(IReadOnlyList<ChunkRange> chunks) => chunks.Count == 0
        ? [ChunkRange.Whole with { Selection = new RowSelection { Keys = [] } }]
        : [.. chunks.Select((chunk, i) => chunk with { Number = i + 1 })];

    private static RunId BasedOn(TableSync sync) => RunId.Parse(sync.BasedOn!);
}
