namespace Reprise.Core.Corrections;

/// <summary>What became of the corrections that a run laid over the source rows of a table plan.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Corrected">Rows that took the corrected values.</param>
/// <param name="Dismissed">Rows left out.</param>
/// <param name="Outdated">Rows that the source has changed since, or whose columns have other types: the source was followed.</param>
/// <param name="Absent">Rows that did not come by.</param>
public sealed record CorrectionCount(string Table, long Corrected, long Dismissed, long Outdated, long Absent);
