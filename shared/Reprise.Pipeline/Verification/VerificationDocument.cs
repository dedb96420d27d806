using Reprise.Core.Verification;

namespace Reprise.Pipeline.Verification;

/// <summary>What <c>reprise verify --json</c> prints. Part of the API: keys are added, never renamed.</summary>
/// <param name="Run">Run that was verified.</param>
/// <param name="Entity">Its entity.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="SourceUnchanged">True when the source's log stands where it stood when the run read it: every difference is one of the target. False when it moved on, so that some may be changes of the source. Null when the source does not say.</param>
/// <param name="Differences">Differences of all tables.</param>
/// <param name="Tables">Comparison by table plan.</param>
public sealed record VerificationDocument(string Run, string Entity, string Plan, bool? SourceUnchanged, long Differences, IReadOnlyList<TableComparison> Tables);
