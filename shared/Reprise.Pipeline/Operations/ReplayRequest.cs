using Reprise.Core.Runs;

namespace Reprise.Pipeline.Operations;

/// <summary>A request to play a run again from its snapshot.</summary>
/// <param name="Of">The run.</param>
/// <param name="Mode"><see cref="RunMode.Rehearsal"/> or <see cref="RunMode.Full"/>; null = full with the run's own plan, a rehearsal with another one.</param>
/// <param name="Plan">Another plan: one of the configuration, the id of a run, or, with <paramref name="MayBeFile"/>, the path of one; null = the run's own.</param>
/// <param name="MayBeFile">True: the plan may be a path.</param>
/// <param name="RequestedBy">Who asks: <c>cli</c>, <c>http</c>.</param>
/// <param name="IdempotencyKey">The same key starts the same replay once; null = always a new one.</param>
public sealed record ReplayRequest(RunId Of, RunMode? Mode, string? Plan, bool MayBeFile, string RequestedBy, string? IdempotencyKey = null);
