namespace Reprise.Core.Runs;

/// <summary>A named measure against its threshold.</summary>
/// <param name="Gate">Code of the gate: <c>conservation</c>, <c>quarantined_percent</c>.</param>
/// <param name="Table">Table plan it is about; empty for the whole run.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="Threshold">What was allowed.</param>
/// <param name="Passed">True when within.</param>
/// <param name="WaivedBy">Who let a failed gate pass; null when nobody did.</param>
public sealed record GateVerdict(string Gate, string Table, decimal Measure, decimal Threshold, bool Passed, string? WaivedBy = null);

/// <summary>Result of comparing target and source of one table plan.</summary>
/// <param name="Method">How: <c>content_hash</c> or <c>staged_cells</c>.</param>
/// <param name="Rows">Rows compared.</param>
/// <param name="Differences">Rows or cells that differ.</param>
/// <param name="Detail">Which columns, without values; empty when equal.</param>
public sealed record VerificationVerdict(string Method, long Rows, long Differences, string Detail);
