using Reprise.Core.Verification;

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
/// <param name="Method">How: <see cref="SnapshotCells"/> or <see cref="SourceCells"/>.</param>
/// <param name="Rows">Records compared.</param>
/// <param name="Differences">Records or cells that differ.</param>
/// <param name="Detail">How many of what, without values; empty when equal.</param>
public sealed record VerificationVerdict(string Method, long Rows, long Differences, string Detail)
{
    /// <summary>Every cell against what the run's snapshot says it should be: part of each run.</summary>
    public const string SnapshotCells = "snapshot_cells";

    /// <summary>Every cell against what the source itself says it should be: <c>reprise verify</c>.</summary>
    public const string SourceCells = "source_cells";

    /// <summary>The verdict that follows from a comparison.</summary>
    public static VerificationVerdict Of(string method, TableComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var found = comparison.Cells.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key}: {cell.Value}");
        var missing = comparison.Missing > 0 ? [$"missing: {comparison.Missing}"] : Array.Empty<string>();
        var unexpected = comparison.Unexpected > 0 ? [$"unexpected: {comparison.Unexpected}"] : Array.Empty<string>();
        return new VerificationVerdict(method, comparison.Records, comparison.Differences, string.Join(", ", [.. missing, .. unexpected, .. found]));
    }
}
