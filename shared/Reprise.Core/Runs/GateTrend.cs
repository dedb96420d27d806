namespace Reprise.Core.Runs;

/// <summary>What a gate measured in earlier runs of the same entity and plan.</summary>
/// <param name="Gate">Code or name of the gate.</param>
/// <param name="Table">Table plan.</param>
/// <param name="Points">Earlier runs, oldest first, at most <see cref="MaxRuns"/>.</param>
public sealed record GateTrend(string Gate, string Table, IReadOnlyList<GatePoint> Points)
{
    /// <summary>Runs that are looked back at.</summary>
    public const int MaxRuns = 5;
}

/// <summary>One gate in one earlier run.</summary>
/// <param name="Run">The run.</param>
/// <param name="StartedAt">When it was asked for, UTC.</param>
/// <param name="Mode">Its mode.</param>
/// <param name="Measure">What was measured; null for a share of nothing, or where it could not be measured.</param>
/// <param name="Threshold">What was allowed then.</param>
/// <param name="Outcome">What the gate said in the end.</param>
public sealed record GatePoint(RunId Run, DateTimeOffset StartedAt, RunMode Mode, decimal? Measure, decimal Threshold, GateOutcome Outcome);
