using Reprise.Core.Runs;

namespace Reprise.Pipeline.Operations;

/// <summary>Gates of a run beside what they measured before: what <c>reprise gates --json</c> prints. Part of the API: keys are added, never renamed.</summary>
/// <param name="Run">Run id.</param>
/// <param name="Entity">Entity code.</param>
/// <param name="Plan">Name of the plan.</param>
/// <param name="Mode">Its mode.</param>
/// <param name="Status">Its status.</param>
/// <param name="StartedAt">UTC start.</param>
/// <param name="Gates">Its gates, those to look at first.</param>
public sealed record GatesDocument(string Run, string Entity, string Plan, RunMode Mode, RunStatus Status, DateTimeOffset StartedAt, IReadOnlyList<MeasuredGate> Gates)
{
    /// <summary>The document of a run.</summary>
    public static GatesDocument From(RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var run = summary.Run;
        var trends = summary.Trends.ToDictionary(trend => (trend.Gate, trend.Table), trend => trend.Points);
        return new GatesDocument(
            run.Id.Value,
            run.Entity.Value,
            run.Plan,
            run.Mode,
            run.Status,
            run.StartedAt,
            [.. summary.Gates.Select(verdict => new MeasuredGate(verdict, trends.GetValueOrDefault((verdict.Gate, verdict.Table), [])))]);
    }
}

/// <summary>A gate of a run.</summary>
/// <param name="Verdict">What it said.</param>
/// <param name="Trend">What it measured in earlier runs of the same entity and plan, oldest first.</param>
public sealed record MeasuredGate(GateVerdict Verdict, IReadOnlyList<GatePoint> Trend);
