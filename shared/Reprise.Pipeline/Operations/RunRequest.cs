using Reprise.Core.Entities;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Operations;

/// <summary>A request to start a run.</summary>
/// <param name="Entity">Entity.</param>
/// <param name="Mode">Mode.</param>
/// <param name="Plan">Plan instead of the entity's own; null = the entity's.</param>
/// <param name="RequestedBy">Who asks: <c>cli</c>, <c>http</c>, <c>timer</c>.</param>
/// <param name="IdempotencyKey">The same key starts the same run once; null = always a new run.</param>
/// <param name="IgnoreWindow">True: starts although the entity's window is closed.</param>
public sealed record RunRequest(EntityCode Entity, RunMode Mode, string? Plan, string RequestedBy, string? IdempotencyKey = null, bool IgnoreWindow = false)
{
    /// <summary>How long the snapshot stays after success; null = as configured.</summary>
    public TimeSpan? KeepSnapshot { get; init; }
}
