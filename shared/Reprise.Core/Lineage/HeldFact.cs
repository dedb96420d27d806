using Reprise.Core.Corrections;
using Reprise.Core.Runs;

namespace Reprise.Core.Lineage;

/// <summary>That a run held a row back.</summary>
/// <param name="Run">Run.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Row">The row, and what was decided about it.</param>
public sealed record HeldFact(RunId Run, DateTimeOffset At, HeldRow Row);

/// <summary>What a person decided about a source row.</summary>
/// <param name="Correction">The decision, sealed.</param>
/// <param name="By">Who.</param>
/// <param name="At">When, UTC.</param>
/// <param name="SupersededAt">When another decision took its place; null = it counts.</param>
/// <param name="AppliedBy">Newest run that laid it over the row; null = none did.</param>
public sealed record CorrectionFact(SealedCorrection Correction, string By, DateTimeOffset At, DateTimeOffset? SupersededAt, string? AppliedBy);
