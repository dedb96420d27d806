namespace Reprise.Core.Runs;

/// <summary>Where a replay has its rows from: it reads no source.</summary>
/// <param name="Of">Run that is played again.</param>
/// <param name="Snapshot">Run that extracted the snapshot: <paramref name="Of"/>, or the run that it replays itself.</param>
public sealed record ReplayOrigin(RunId Of, RunId Snapshot);
