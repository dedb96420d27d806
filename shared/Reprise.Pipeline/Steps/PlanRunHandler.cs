using Microsoft.Extensions.Logging;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Pipeline.Planning;
using Reprise.Pipeline.Quarantine;
using Reprise.Pipeline.Replays;
using Reprise.Pipeline.Snapshots;
using Reprise.Pipeline.Sources;

namespace Reprise.Pipeline.Steps;

/// <summary>Makes the run plan (once), prepares store, key and staging, and opens the source's consistent point (each time the run is taken over). A replay has its plan from the start, and no source.</summary>
internal sealed class PlanRunHandler(
    IRunLedger runs,
    IExtractionLedger extraction,
    ISnapshotStore store,
    ITarget target,
    RunKeys keys,
    RunPlanner planner,
    ConsistentPoints points,
    RunCorrections corrections,
    SnapshotAdoption adoption,
    ISyncLedger sync,
    ILogger<PlanRunHandler> logger) : IStepHandler
{
    public StepKind Kind => StepKind.PlanRun;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(lease.Run, cancellationToken);
        var plan = await runs.FindPlanAsync(lease.Run, cancellationToken);
        if (plan is null)
        {
            plan = await planner.PlanAsync(run, cancellationToken);
            // Before the plan is kept: a run that is planned keeps to the decisions of that moment, also when it is resumed.
            await corrections.AttachAsync(lease, plan, cancellationToken);
            await sync.SaveAsync(lease, SyncDecider.Decide(plan, run.Mode, await sync.FindBasisAsync(run.Id, cancellationToken)), cancellationToken);
            await runs.SavePlanAsync(lease, plan, cancellationToken);
        }

        await store.EnsureReadyAsync(cancellationToken);
        var restarted = false;
        if (run.Replay is { } origin)
        {
            await adoption.BeginAsync(lease, origin, cancellationToken);
        }
        else if ((await extraction.GetExtractedTablesAsync(lease.Run, cancellationToken)).Count == plan.Sources.Count)
        {
            // The source is not read any more: what an earlier epoch opened here ends.
            await points.CloseAsync(lease.Run);
        }
        else
        {
            await keys.EnsureAsync(lease, cancellationToken);
            restarted = await OpenPointAsync(lease, plan, cancellationToken);
        }

        // After the point: when what was extracted does not count any more, staging was dropped with it.
        await target.PrepareAsync(lease, plan, cancellationToken);

        return StepOutcome.Completed(step) with { Outline = Outline(plan), ExtractionRestarted = restarted };
    }

    private async Task<bool> OpenPointAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken)
    {
        var point = (await points.OpenAsync(lease, plan, cancellationToken)).Point;
        Log.PointOpened(logger, point.Method, point.IsConsistent, point.Position is not null);
        var restarted = await extraction.AttachPointAsync(lease, point, cancellationToken) == PointVerdict.Restarted;
        if (restarted)
        {
            Log.PointRestarted(logger);
        }

        // Their steps do not come again.
        foreach (var table in await extraction.GetExtractedTablesAsync(lease.Run, cancellationToken))
        {
            await points.ReleaseAsync(lease, table);
        }

        return restarted;
    }

    private static RunOutline Outline(RunPlan plan) => new(
        [.. plan.Sources.OrderByDescending(read => read.Table.DataBytes).Select(read => read.Table.Name)],
        [.. plan.Tables.Select(table => new OutlineTable(table.Name, table.Source, table.Lot, table.DependsOn))],
        plan.Lots,
        plan.Parallelism,
        plan.RequiresApproval);
}
