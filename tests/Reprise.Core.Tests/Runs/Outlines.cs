using Reprise.Core.Entities;
using Reprise.Core.Runs;

namespace Reprise.Core.Tests.Runs;

/// <summary>Outlines and states to decide about.</summary>
internal static class Outlines
{
    public static readonly Step Plan = new(StepKind.PlanRun);
    public static readonly Step Gates = new(StepKind.EvaluateGates);

    /// <summary>Organisations, their members, and fees of both; two lots.</summary>
    public static RunOutline Members(int parallelism = 2, bool requiresApproval = false) => new(
        ["societes", "contacts", "cotisations"],
        [
            new OutlineTable("organisation", "societes", "reference", []),
            new OutlineTable("person", "contacts", "reference", ["organisation"]),
            new OutlineTable("fee", "cotisations", "fees", ["organisation", "person"]),
        ],
        ["reference", "fees"],
        parallelism,
        requiresApproval);

    public static RunState New(RunMode mode = RunMode.Full) => new()
    {
        Run = RunId.Create(EntityCode.Parse("ud-75"), TimeProvider.System),
        Mode = mode,
    };

    public static StepOutcome Done(Step step, RunOutline outline) => StepOutcome.Completed(step) with
    {
        Outline = step.Kind == StepKind.PlanRun ? outline : null,
        GatesPassed = step.Kind == StepKind.EvaluateGates,
        ChunksDone = 1,
        ChunksTotal = 1,
    };

    public static StepOutcome Failed(Step step, bool isTransient = true) => new()
    {
        Step = step,
        Result = StepResult.Failed,
        Code = "connection_failed",
        Message = "The server does not answer.",
        IsTransient = isTransient,
    };

    public static Approval Word(bool granted) => new(granted, "M. Martin", "vu", DateTimeOffset.UnixEpoch);

    /// <summary>Runs everything to its end with <paramref name="outcome"/> and returns the steps in the order they ended.</summary>
    public static (RunState State, RunDecision End, List<Step> Order) Simulate(RunState state, Func<RunState, Step, StepOutcome> outcome, Random random)
    {
        var underWay = new List<Step>();
        var order = new List<Step>();
        while (true)
        {
            var decision = RunDecider.Decide(state);
            foreach (var start in decision.Start)
            {
                Assert.DoesNotContain(start.Step, underWay);
                state = state.Begin(start.Step);
                underWay.Add(start.Step);
            }

            if (decision.Status != RunStatus.Running)
            {
                Assert.Empty(underWay);
                return (state, decision, order);
            }

            var step = underWay[random.Next(underWay.Count)];
            underWay.Remove(step);
            var ended = outcome(state, step);
            if (ended.Result == StepResult.Completed)
            {
                order.Add(step);
            }

            state = state.Apply(ended);
        }
    }
}
