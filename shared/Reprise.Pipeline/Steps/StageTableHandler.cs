using Reprise.Core.Columns;
using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Quarantine;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Steps;

/// <summary>Maps extracted chunks of one table plan into its staging table, for one slice of time.</summary>
internal sealed class StageTableHandler(
    IRunLedger runs,
    IExtractionLedger extraction,
    ITarget target,
    ISyncLedger sync,
    SnapshotReader snapshots,
    RunKeys keys,
    RunCorrections corrections,
    ILedgerSeal seal,
    PipelineOptions options,
    TimeProvider time) : IStepHandler
{
    public StepKind Kind => StepKind.StageTable;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        var plan = await runs.GetPlanAsync(lease.Run, cancellationToken);
        var table = plan.Table(step.Subject);
        var read = plan.Source(table.Source);
        var chunks = await extraction.GetChunksAsync(lease.Run, table.Source, cancellationToken);
        var staged = await target.GetStagedChunksAsync(lease.Run, table.Name, cancellationToken);
        var done = staged.Count;
        using var key = await keys.OpenAsync(lease.Run, cancellationToken);
        var pool = new ColumnBatchPool(read.Columns);
        var isPartial = await sync.FindAsync(lease.Run, table.Source, cancellationToken) is { IsFull: false };
        var mapper = new TableMapper(plan, table) { NamesLeftOut = isPartial };
        var corrector = await corrections.ReadAsync(lease.Run, table.Name, cancellationToken) is { Count: > 0 } decided ? new BatchCorrector(read, table, decided) : null;
        var started = time.GetTimestamp();
        foreach (var chunk in chunks.Where(chunk => chunk.IsExtracted && !staged.Contains(chunk.Range.Number)))
        {
            var rows = snapshots.MapAsync(key, chunk, pool, mapper, corrector, secret => seal.Seal(lease.Run, table.Name, secret.Span), cancellationToken);
            await target.StageChunkAsync(lease, plan, table, chunk.Range.Number, chunk.Rows, rows, cancellationToken);
            done++;
            if (time.GetElapsedTime(started) >= options.Slice)
            {
                break;
            }
        }

        return new StepOutcome
        {
            Step = step,
            Result = chunks.Count > 0 && done == chunks.Count ? StepResult.Completed : StepResult.Progressed,
            ChunksDone = done,
            ChunksTotal = chunks.Count,
        };
    }
}
