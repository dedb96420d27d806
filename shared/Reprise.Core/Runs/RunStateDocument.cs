using System.Collections.Immutable;

namespace Reprise.Core.Runs;

/// <summary>A <see cref="RunState"/> as an engine carries it between processes: JSON objects have no records as keys, so the steps are a list.</summary>
public sealed record RunStateDocument
{
    /// <summary>The run.</summary>
    public required RunId Run { get; init; }

    /// <summary>Its mode.</summary>
    public required RunMode Mode { get; init; }

    /// <summary>What there is to do; null until planned.</summary>
    public RunOutline? Outline { get; init; }

    /// <summary>Newest word of a person; null when there is none.</summary>
    public Approval? Approval { get; init; }

    /// <summary>Steps that were tried or are under way, in the order of a run's life: the same state gives the same document.</summary>
    public required IReadOnlyList<StepEntry> Steps { get; init; }

    /// <summary>The document of a state.</summary>
    public static RunStateDocument From(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new RunStateDocument
        {
            Run = state.Run,
            Mode = state.Mode,
            Outline = state.Outline,
            Approval = state.Approval,
            Steps =
            [
                .. state.Steps
                    .OrderBy(pair => pair.Key.Kind)
                    .ThenBy(pair => pair.Key.Subject, StringComparer.Ordinal)
                    .Select(pair => new StepEntry(pair.Key, pair.Value)),
            ],
        };
    }

    /// <summary>The state of the document.</summary>
    public RunState ToState() => new()
    {
        Run = Run,
        Mode = Mode,
        Outline = Outline,
        Approval = Approval,
        Steps = Steps.ToImmutableDictionary(entry => entry.Step, entry => entry.State),
    };
}

/// <summary>A step and where it stands.</summary>
/// <param name="Step">The step.</param>
/// <param name="State">Where it stands.</param>
public sealed record StepEntry(Step Step, StepState State);
