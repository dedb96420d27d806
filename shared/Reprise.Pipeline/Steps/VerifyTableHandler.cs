using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Steps;

/// <summary>Compares what the target holds with what was expected. Replicate: content hash of the mapped snapshot against the target read back. Mapped: every staged cell against the target's.</summary>
internal sealed class VerifyTableHandler(IRunLedger runs, IExtractionLedger extraction, ITarget target, SnapshotReader snapshots, RunKeys keys) : IStepHandler
{
    public StepKind Kind => StepKind.VerifyTable;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        var plan = await runs.GetPlanAsync(lease.Run, cancellationToken);
        var table = plan.Table(step.Subject);
        var verdict = plan.IsReplicate
            ? await CompareContentAsync(lease.Run, plan, table, cancellationToken)
            : await CompareStagedAsync(lease.Run, plan, table, cancellationToken);
        await target.SaveVerificationAsync(lease, table.Name, verdict, cancellationToken);
        if (verdict.Differences > 0)
        {
            throw new RepriseException(
                ErrorCodes.VerificationFailed,
                $"Table plan {table.Name}: {verdict.Differences} differences between target and what was expected ({verdict.Detail}). The snapshot is kept. Find out who else writes to {table.Target.Name}, then resume the run.");
        }

        return StepOutcome.Completed(step);
    }

    private async Task<VerificationVerdict> CompareStagedAsync(RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var differences = await target.CompareStagedAsync(plan, table, run, cancellationToken);
        var figures = (await target.CountAsync(run, plan, cancellationToken)).FirstOrDefault(candidate => candidate.Table == table.Name)?.Rows ?? RowFigures.None;
        return new VerificationVerdict("staged_cells", figures.Published + figures.Unchanged, differences.Values.Sum(), string.Join(", ", differences.Keys.Order(StringComparer.Ordinal)));
    }

    private async Task<VerificationVerdict> CompareContentAsync(RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var mapper = new TableMapper(plan, table);
        var expected = await HashExpectedAsync(run, plan, table, mapper, cancellationToken);
        var actual = new RowHasher();
        await foreach (var batch in target.ReadPublishedAsync(plan, table, mapper.OutputColumns, cancellationToken))
        {
            using (batch)
            {
                actual.Add(batch);
            }
        }

        var equal = expected.Digest == actual.Digest && expected.Rows == actual.Rows;
        var detail = equal ? string.Empty : $"{expected.Rows} rows expected, {actual.Rows} found, contents differ";
        return new VerificationVerdict("content_hash", actual.Rows, equal ? 0 : Math.Max(1, Math.Abs(expected.Rows - actual.Rows)), detail);
    }

    private async Task<RowHasher> HashExpectedAsync(RunId run, RunPlan plan, RunTable table, TableMapper mapper, CancellationToken cancellationToken)
    {
        using var key = await keys.OpenAsync(run, cancellationToken);
        var pool = new ColumnBatchPool(plan.Source(table.Source).Columns);
        var expected = new RowHasher();
        foreach (var chunk in await extraction.GetChunksAsync(run, table.Source, cancellationToken))
        {
            await foreach (var batch in snapshots.MapAsync(key, chunk, pool, mapper, cancellationToken))
            {
                using (batch)
                {
                    expected.Add(batch);
                }
            }
        }

        return expected;
    }
}
