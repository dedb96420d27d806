using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Replays;
using Reprise.Pipeline.Snapshots;
using Reprise.Pipeline.Sources;
using Reprise.Pipeline.Sync;

namespace Reprise.Pipeline.Steps;

/// <summary>Copies chunks of one source table into the encrypted snapshot, for one slice of time. A replay takes over those that another run copied.</summary>
internal sealed class ExtractTableHandler(
    IRunLedger runs,
    IExtractionLedger ledger,
    ISnapshotStore store,
    ITarget target,
    RunKeys keys,
    SnapshotAdoption adoption,
    ConsistentPoints points,
    TableReadings readings,
    PipelineOptions options,
    TimeProvider time) : IStepHandler
{
    public StepKind Kind => StepKind.ExtractTable;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        var plan = await runs.GetPlanAsync(lease.Run, cancellationToken);
        if ((await runs.GetAsync(lease.Run, cancellationToken)).Replay is { } origin)
        {
            var adopted = await adoption.AdoptAsync(lease, origin, plan, step.Subject, cancellationToken);
            return StepOutcome.Completed(step) with { ChunksDone = adopted, ChunksTotal = adopted };
        }

        var read = plan.Source(step.Subject);
        var chunks = await ledger.GetChunksAsync(lease.Run, step.Subject, cancellationToken);
        if (chunks.Count == 0)
        {
            await KeepRespellingsAsync(lease, plan, step.Subject, cancellationToken);
            var ranges = await readings.PlanAsync(lease, plan, read, points.Get(lease), cancellationToken);
            chunks = await ledger.EnsureChunksAsync(lease, step.Subject, ranges, cancellationToken);
        }

        using var key = await keys.OpenAsync(lease.Run, cancellationToken);
        var started = time.GetTimestamp();
        var done = chunks.Count(chunk => chunk.IsExtracted);
        foreach (var chunk in chunks.Where(chunk => !chunk.IsExtracted))
        {
            await ExtractAsync(lease, read, chunk.Range, key, cancellationToken);
            done++;
            if (done < chunks.Count && time.GetElapsedTime(started) >= options.Slice)
            {
                return new StepOutcome { Step = step, Result = StepResult.Progressed, ChunksDone = done, ChunksTotal = chunks.Count };
            }
        }

        await WriteManifestAsync(lease.Run, plan, read, key, cancellationToken);
        await points.ReleaseAsync(lease, step.Subject);
        return StepOutcome.Completed(step) with { ChunksDone = done, ChunksTotal = chunks.Count };
    }

    /// <summary>Before any chunk is planned: an extraction that goes on elsewhere has no point to ask.</summary>
    private async Task KeepRespellingsAsync(RunLease lease, RunPlan plan, string source, CancellationToken cancellationToken)
    {
        foreach (var asked in plan.Tables.Where(table => table.Source == source).SelectMany(table => table.Respelled, (table, reference) => (Table: table, Reference: reference)).GroupBy(asked => asked.Reference.Question))
        {
            var reference = asked.First().Reference;
            var respellings = await points.Get(lease).ReadRespellingsAsync(plan.Source(source), plan.Source(reference.Parent).Table, reference, cancellationToken);
            foreach (var (table, _) in asked)
            {
                await target.SaveRespellingsAsync(lease, table, reference, respellings, cancellationToken);
            }
        }
    }

    private async Task ExtractAsync(RunLease lease, SourceRead read, ChunkRange range, DataKey key, CancellationToken cancellationToken)
    {
        if (range.Selection is { IsEmpty: true })
        {
            // Nothing changed: there is nothing to ask for.
            await ledger.CompleteChunkAsync(lease, read.Table.Name, range.Number, rows: 0, [], cancellationToken);
            return;
        }

        var parts = new List<SnapshotPart>();
        IPartWriter? writer = null;
        try
        {
            await foreach (var batch in points.Get(lease).ReadAsync(read, range, BatchLimits.Default, cancellationToken))
            {
                using (batch)
                {
                    writer ??= store.CreatePart(key, new PartName(lease.Run, read.Table.Name, range.Number, parts.Count + 1, lease.Epoch), read.Columns);
                    await writer.WriteAsync(batch, cancellationToken);
                }

                if (writer.Bytes >= options.PartBytes)
                {
                    parts.Add(await writer.CompleteAsync(cancellationToken));
                    await writer.DisposeAsync();
                    writer = null;
                }
            }

            if (writer is not null)
            {
                parts.Add(await writer.CompleteAsync(cancellationToken));
            }
        }
        finally
        {
            if (writer is not null)
            {
                await writer.DisposeAsync();
            }
        }

        await ledger.CompleteChunkAsync(lease, read.Table.Name, range.Number, parts.Sum(part => part.Rows), parts, cancellationToken);
    }

    private async Task WriteManifestAsync(RunId run, RunPlan plan, SourceRead read, DataKey key, CancellationToken cancellationToken)
    {
        var chunks = await ledger.GetChunksAsync(run, read.Table.Name, cancellationToken);
        var point = await ledger.GetPointAsync(run, cancellationToken)
            ?? throw new InvalidOperationException($"Run {run} extracted {read.Table.Name} without a recorded point.");
        var manifest = new Manifest(
            Format: 1,
            run.Value,
            plan.Entity,
            read.Table.Name,
            chunks.Sum(chunk => chunk.Rows),
            read.Columns,
            read.Key,
            point,
            [.. chunks.SelectMany(chunk => chunk.Parts)],
            await ReadRespellingsAsync(run, plan, read.Table.Name, cancellationToken));
        await store.WriteManifestAsync(key, run, manifest, cancellationToken);
    }

    private async Task<IReadOnlyList<ReferenceRespellings>?> ReadRespellingsAsync(RunId run, RunPlan plan, string source, CancellationToken cancellationToken)
    {
        var respellings = new List<ReferenceRespellings>();
        foreach (var (table, reference) in plan.Tables.Where(table => table.Source == source).SelectMany(table => table.Respelled, (table, reference) => (table, reference)).DistinctBy(asked => asked.reference.Question))
        {
            respellings.Add(new ReferenceRespellings(reference.Question, await target.ReadRespellingsAsync(run, table, reference, cancellationToken)));
        }

        return respellings.Count > 0 ? respellings : null;
    }
}
