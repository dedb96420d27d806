using System.Collections.Immutable;

namespace Reprise.Core.Runs;

/// <summary>Where a run stands: immutable, made from step outcomes alone, so that a driver's state and the ledger's agree.</summary>
public sealed record RunState
{
    private static readonly Step Planning = new(StepKind.PlanRun);

    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>Its mode.</summary>
    public required RunMode Mode { get; init; }

    /// <summary>What there is to do; null until planned.</summary>
    public RunOutline? Outline { get; init; }

    /// <summary>Newest word of a person; null when there is none.</summary>
    public Approval? Approval { get; init; }

    /// <summary>Steps that were tried or are under way.</summary>
    public ImmutableDictionary<Step, StepState> Steps { get; init; } = ImmutableDictionary<Step, StepState>.Empty;

    /// <summary>The state of a step.</summary>
    public StepState this[Step step] => Steps.GetValueOrDefault(step, StepState.Untried);

    /// <summary>Number of attempts under way.</summary>
    public int UnderWay => Steps.Values.Count(state => state.IsUnderWay);

    /// <summary>The state after an attempt of <paramref name="step"/> began.</summary>
    public RunState Begin(Step step) => this with { Steps = Steps.SetItem(step, this[step] with { IsUnderWay = true }) };

    /// <summary>The state after an attempt ended.</summary>
    public RunState Apply(StepOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var before = outcome.ExtractionRestarted ? WithoutExtraction() : this;
        var step = before[outcome.Step];
        var failed = outcome.Result == StepResult.Failed;
        if (outcome.PointLost)
        {
            before = before with { Steps = before.Steps.SetItem(Planning, before[Planning] with { Last = null }) };
        }

        return before with
        {
            Outline = outcome.Outline ?? Outline,
            Steps = before.Steps.SetItem(outcome.Step, new StepState
            {
                Last = outcome.Result,
                Failures = failed ? step.Failures + 1 : 0,
                Code = outcome.Code,
                Message = outcome.Message,
                IsTransient = outcome.IsTransient,
                // A failure does not undo chunks; a recorded one carries how many there were.
                ChunksDone = failed ? Math.Max(step.ChunksDone, outcome.ChunksDone) : outcome.ChunksDone,
                ChunksTotal = failed ? Math.Max(step.ChunksTotal, outcome.ChunksTotal) : outcome.ChunksTotal,
                GatesPassed = outcome.GatesPassed,
            }),
        };
    }

    /// <summary>The state once a run is taken over: failures are forgotten, nothing is under way, and the source's consistent point has to be opened anew.</summary>
    public RunState Resume() => this with
    {
        Steps = Steps
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value with
            {
                IsUnderWay = false,
                Failures = 0,
                Last = pair.Value.Last == StepResult.Failed || pair.Key == Planning ? null : pair.Value.Last,
            }))
            .ToImmutableDictionary(),
    };

    /// <summary>After a lost consistent point nothing extracted, staged or resolved counts; attempts under way are left to end.</summary>
    private RunState WithoutExtraction() => this with
    {
        Steps = Steps
            .Select(pair => pair.Key.Kind is StepKind.PlanRun ? pair : KeyValuePair.Create(pair.Key, StepState.Untried with { IsUnderWay = pair.Value.IsUnderWay }))
            .ToImmutableDictionary(),
    };
}
