using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Core.Verification.Expected;
using Reprise.Pipeline.Quarantine;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Quality;

/// <summary>Adds figures of the source up from the run's snapshot: one pass for all gates of a table plan. The source itself has moved on by then.</summary>
internal sealed class SourceSums(IExtractionLedger extraction, ITarget target, SnapshotReader snapshots, RunKeys keys, RunCorrections corrections)
{
    /// <summary>Adds every row that no filter left out, as it was corrected where it was. Memory is bounded by the keys of one chunk.</summary>
    public async Task AddAsync(RunId run, RunPlan plan, RunTable table, RowFigures rows, IReadOnlyList<SourceFigures> figures, CancellationToken cancellationToken)
    {
        var read = plan.Source(table.Source);
        var record = new ExpectedRecord(plan, table);
        // Filtered rows are known only by their absence, so that every other row has to be named.
        var isEveryRowNamed = rows.Filtered > 0;
        var corrector = new TextCorrector(read, await corrections.ReadAppliedAsync(run, table.Name, cancellationToken));
        using var key = await keys.OpenAsync(run, cancellationToken);
        await using var fates = new ChunkFates(target.ReadFatesAsync(run, plan, table, isEveryRowNamed, cancellationToken).GetAsyncEnumerator(cancellationToken), isEveryRowNamed);
        foreach (var chunk in (await extraction.GetChunksAsync(run, table.Source, cancellationToken)).OrderBy(chunk => chunk.Range.Number))
        {
            await fates.MoveToAsync(chunk.Range.Number);
            var ordinal = 0L;
            await foreach (var row in snapshots.ReadTextAsync(key, read, [chunk], cancellationToken))
            {
                var corrected = corrector.IsEmpty ? row : corrector.Apply(record.HasKey ? record.KeyOf(row) : SourceKey.Ordinal(chunk.Range.Number, ordinal++), row) ?? row;
                if (fates.Take(fates.AsksForKeys ? record.KeyOf(row) : null) is { } isHeldBack)
                {
                    foreach (var figure in figures)
                    {
                        figure.Add(corrected, isHeldBack);
                    }
                }
            }
        }
    }
}
