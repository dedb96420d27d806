using Reprise.Core.Sync;

namespace Reprise.Core.Verification;

/// <summary>One difference between what a table should hold and what it holds.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Key">Source key: numbers, UUIDs and dates as they are, anything else masked.</param>
/// <param name="Column">Target column; empty for a whole record.</param>
/// <param name="Expected">Masked.</param>
/// <param name="Found">Masked.</param>
public sealed record Difference(DifferenceKind Kind, string Key, string Column, string Expected, string Found);

/// <summary>Kinds of differences.</summary>
public enum DifferenceKind
{
    /// <summary>A cell has another value.</summary>
    Cell,

    /// <summary>A record is not there.</summary>
    Missing,

    /// <summary>A record is there that should not be.</summary>
    Unexpected,
}

/// <summary>How a table compares with what it should hold.</summary>
public sealed record TableComparison
{
    /// <summary>Table plan.</summary>
    public required string Table { get; init; }

    /// <summary>Target table.</summary>
    public required string Target { get; init; }

    /// <summary>Source rows read.</summary>
    public required long SourceRows { get; init; }

    /// <summary>Records compared, cell by cell.</summary>
    public required long Records { get; init; }

    /// <summary>Rows that are accounted for otherwise: in quarantine, left out by the plan, or merged into another record.</summary>
    public required long HeldBack { get; init; }

    /// <summary>Records that should be there and are not.</summary>
    public required long Missing { get; init; }

    /// <summary>Records that are there and should not be.</summary>
    public required long Unexpected { get; init; }

    /// <summary>Records whose source row is gone and that the run knows of: kept or only reported, as the plan says. They are no differences.</summary>
    public long Gone { get; init; }

    /// <summary>Differing cells by target column.</summary>
    public required IReadOnlyDictionary<string, long> Cells { get; init; }

    /// <summary>The first differences.</summary>
    public required IReadOnlyList<Difference> Samples { get; init; }

    /// <summary>Differences of all kinds.</summary>
    public long Differences => Missing + Unexpected + Cells.Values.Sum();

    /// <summary>The comparison with records whose source rows are gone.</summary>
    public TableComparison With(VanishedRows vanished)
    {
        ArgumentNullException.ThrowIfNull(vanished);
        return this with
        {
            Gone = vanished.Known,
            Unexpected = Unexpected + vanished.Unknown,
            Samples = [.. Samples, .. vanished.Keys.Select(key => new Difference(DifferenceKind.Unexpected, key, string.Empty, string.Empty, string.Empty))],
        };
    }
}
