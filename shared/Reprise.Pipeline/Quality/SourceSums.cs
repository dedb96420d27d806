using Reprise.Core.Ports;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Core.Verification.Expected;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Quality;

/// <summary>Adds figures of the source up from the run's snapshot: one pass for all gates of a table plan. The source itself has moved on by then.</summary>
internal sealed class SourceSums(IExtractionLedger extraction, ITarget target, SnapshotReader snapshots, RunKeys keys)
{
    /// <summary>Adds every row that no filter left out. Memory is bounded by the keys of one chunk.</summary>
    public async Task AddAsync(RunId run, RunPlan plan, RunTable table, RowFigures rows, IReadOnlyList<SourceFigures> figures, CancellationToken cancellationToken)
    {
        var read = plan.Source(table.Source);
        var record = new ExpectedRecord(plan, table);
        // Filtered rows are known only by their absence, so that every other row has to be named.
        var isEveryRowNamed = rows.Filtered > 0;
        using var key = await keys.OpenAsync(run, cancellationToken);
        await using var fates = new ChunkFates(target.ReadFatesAsync(run, plan, table, isEveryRowNamed, cancellationToken).GetAsyncEnumerator(cancellationToken), isEveryRowNamed);
        foreach (var chunk in (await extraction.GetChunksAsync(run, table.Source, cancellationToken)).OrderBy(chunk => chunk.Range.Number))
        {
            await fates.MoveToAsync(chunk.Range.Number);
            await foreach (var row in snapshots.ReadTextAsync(key, read, [chunk], cancellationToken))
            {
                if (fates.Take(fates.AsksForKeys ? record.KeyOf(row) : null) is { } isHeldBack)
                {
                    foreach (var figure in figures)
                    {
                        figure.Add(row, isHeldBack);
                    }
                }
            }
        }
    }
}
