using Reprise.Core.Quality;
using Reprise.Core.Verification;

namespace Reprise.Core.Runs;

/// <summary>A named measure against its threshold.</summary>
/// <param name="Gate">Code of a built-in gate, <c>conservation</c>, <c>quarantined_percent</c> or <c>deleted_percent</c>, or the name of one that the plan declares.</param>
/// <param name="Table">Table plan it is about; empty for the whole run.</param>
/// <param name="Measure">What was measured; null for a share of nothing, which passes, or where it could not be measured, which does not.</param>
/// <param name="Threshold">What was allowed.</param>
/// <param name="Passed">True when it does not stop the run.</param>
/// <param name="WaivedBy">Who let a failed gate pass; null when nobody did.</param>
public sealed record GateVerdict(string Gate, string Table, decimal? Measure, decimal Threshold, bool Passed, string? WaivedBy = null)
{
    /// <summary>What is measured: a <see cref="GateMeasure"/> in lower case; the gate's code for a built-in one.</summary>
    public string Kind { get; init; } = Gate;

    /// <summary>True: the measure is to be at least the threshold. False: at most.</summary>
    public bool IsFloor { get; init; }

    /// <summary>Level that is warned about when missed; null = none.</summary>
    public decimal? Warn { get; init; }

    /// <summary>True when it passed and is to be looked at.</summary>
    public bool Warned { get; init; }

    /// <summary>What the report calls it, in French; null = its name.</summary>
    public string? Label { get; init; }

    /// <summary>What the measure is made of.</summary>
    public GateEvidence Evidence { get; init; } = GateEvidence.None;

    /// <summary>When it was waived, UTC; null when it was not.</summary>
    public DateTimeOffset? WaivedAt { get; init; }

    /// <summary>Why it was waived; null when it was not.</summary>
    public string? WaivedFor { get; init; }

    /// <summary>What it says in the end.</summary>
    public GateOutcome Outcome => !Passed
        ? WaivedBy is null ? GateOutcome.Failed : GateOutcome.Waived
        : Warned ? GateOutcome.Warned : GateOutcome.Passed;
}

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
