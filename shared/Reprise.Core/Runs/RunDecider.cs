using System.Diagnostics;

namespace Reprise.Core.Runs;

/// <summary>The one decision function: what a run does next, from where it stands. Pure; every driver loops over it.</summary>
/// <remarks>
/// <code>
/// PlanRun → ExtractTable* ⇉ StageTable* → ResolveTable* (parents first) → EvaluateGates
///         → [approval] → PublishLot* (in order) → VerifyTable* → WriteReport → PurgeSnapshots
/// </code>
/// A table is staged while it is still being extracted. A rehearsal goes from the gates to the report.
/// </remarks>
public static class RunDecider
{
    /// <summary>Subject of the report that is written before a person decides; the final report has none.</summary>
    public const string DraftReport = "draft";

    /// <summary>Code of a run that waits for an approval.</summary>
    public const string ApprovalRequired = "approval_required";

    /// <summary>Code of a run that a gate stopped.</summary>
    public const string GateFailed = "gate_failed";

    /// <summary>Code of a run whose approval was refused.</summary>
    public const string ApprovalRefused = "approval_refused";

    private static readonly Step Plan = new(StepKind.PlanRun);
    private static readonly Step Gates = new(StepKind.EvaluateGates);
    private static readonly Step Draft = new(StepKind.WriteReport, DraftReport);
    private static readonly Step Report = new(StepKind.WriteReport);
    private static readonly Step Purge = new(StepKind.PurgeSnapshots);

    /// <summary>Stands for a step that is not done and cannot start yet.</summary>
    private static readonly Step Blocked = new(StepKind.PlanRun, "blocked");

    /// <summary>What to do next.</summary>
    public static RunDecision Decide(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var failure = state.Steps.FirstOrDefault(pair => pair.Value.IsFailedForGood);
        if (failure.Key is not null)
        {
            return state.UnderWay > 0
                ? Go([])
                : new RunDecision([], RunStatus.Failed, failure.Value.Code, $"{failure.Key}: {failure.Value.Message}");
        }

        // Planning opens the source's consistent point, and may find that nothing extracted counts any more: it runs alone.
        if (state.Outline is not { } outline || !state[Plan].IsCompleted)
        {
            return Go(Startable(state, [Plan], 1));
        }

        var preparation = Preparation(state, outline);
        if (preparation.Count > 0)
        {
            return Go(Startable(state, preparation, outline.Parallelism));
        }

        return state[Gates].IsCompleted ? AfterGates(state, outline) : Go(Startable(state, [Gates], 1));
    }

    /// <summary>Steps before the gates that are not done, most advanced stage first so that what was read is also written.</summary>
    private static List<Step> Preparation(RunState state, RunOutline outline)
    {
        List<Step> open = [];
        foreach (var table in outline.Tables.Where(table => !IsDone(state, StepKind.ResolveTable, table.Name)))
        {
            var ready = IsDone(state, StepKind.StageTable, table.Name)
                && table.DependsOn.All(parent => IsDone(state, StepKind.ResolveTable, parent));
            open.Add(ready ? new Step(StepKind.ResolveTable, table.Name) : Blocked);
        }

        foreach (var table in outline.Tables.Where(table => !IsDone(state, StepKind.StageTable, table.Name)))
        {
            var extract = state[new Step(StepKind.ExtractTable, table.Source)];
            var stage = state[new Step(StepKind.StageTable, table.Name)];
            open.Add(extract.IsCompleted || extract.ChunksDone > stage.ChunksDone ? new Step(StepKind.StageTable, table.Name) : Blocked);
        }

        open.AddRange(outline.Sources.Where(source => !IsDone(state, StepKind.ExtractTable, source)).Select(source => new Step(StepKind.ExtractTable, source)));
        return open;
    }

    private static RunDecision AfterGates(RunState state, RunOutline outline)
    {
        var passed = state[Gates].GatesPassed;
        var isRehearsal = state.Mode == RunMode.Rehearsal;
        if (!passed && (isRehearsal || state.Approval is not { Granted: true }))
        {
            return state.Approval is { Granted: false } refusal && !isRehearsal
                ? Refused(refusal)
                : Pause(state, RunStatus.Stopped, GateFailed, "A gate failed; the report names it. Nothing was published. Correct and start again, or waive it with 'reprise approve RUN --waive GATE --reason TEXT'.");
        }

        if (isRehearsal)
        {
            return Finish(state);
        }

        if (outline.RequiresApproval && state.Approval is not { Granted: true })
        {
            return state.Approval is { } refusal
                ? Refused(refusal)
                : Pause(state, RunStatus.Waiting, ApprovalRequired, "Waits for an approval: read the report, then 'reprise approve RUN'.");
        }

        var lot = outline.Lots.FirstOrDefault(name => !IsDone(state, StepKind.PublishLot, name));
        if (lot is not null)
        {
            return Go(Startable(state, [new Step(StepKind.PublishLot, lot)], 1));
        }

        var unverified = outline.Tables.Where(table => !IsDone(state, StepKind.VerifyTable, table.Name)).Select(table => new Step(StepKind.VerifyTable, table.Name)).ToList();
        return unverified.Count > 0 ? Go(Startable(state, unverified, outline.Parallelism)) : Finish(state);
    }

    private static RunDecision Finish(RunState state)
    {
        foreach (var last in new[] { Report, Purge })
        {
            if (!state[last].IsCompleted)
            {
                return Go(Startable(state, [last], 1));
            }
        }

        return new RunDecision([], RunStatus.Succeeded);
    }

    private static RunDecision Pause(RunState state, RunStatus status, string code, string message) =>
        state[Draft].IsCompleted ? new RunDecision([], status, code, message) : Go(Startable(state, [Draft], 1));

    private static RunDecision Refused(Approval refusal) =>
        new([], RunStatus.Stopped, ApprovalRefused, $"{refusal.By} refused to publish: {refusal.Comment}");

    private static List<StepStart> Startable(RunState state, IReadOnlyList<Step> candidates, int parallelism)
    {
        var room = parallelism - state.UnderWay;
        var start = candidates
            .Where(step => step != Blocked && !state[step].IsUnderWay)
            .Take(Math.Max(room, 0))
            .Select(step => new StepStart(step, RetryPolicy.DelayAfter(state[step].Failures)))
            .ToList();
        if (start.Count == 0 && state.UnderWay == 0)
        {
            throw new UnreachableException($"Run {state.Run} is not done, nothing is under way and nothing can start: the outline's dependencies have a cycle.");
        }

        return start;
    }

    private static bool IsDone(RunState state, StepKind kind, string subject) => state[new Step(kind, subject)].IsCompleted;

    private static RunDecision Go(IReadOnlyList<StepStart> start) => new(start, RunStatus.Running);
}
