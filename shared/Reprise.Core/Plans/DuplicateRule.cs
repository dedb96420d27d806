namespace Reprise.Core.Plans;

/// <summary>How records that are the same without an equal key are found.</summary>
public sealed record DuplicateRule
{
    /// <summary>Probability from which a pair is merged when nothing else is said.</summary>
    public const decimal DefaultMatchAt = 0.95m;

    /// <summary>Probability from which a pair is shown to a person when nothing else is said.</summary>
    public const decimal DefaultReviewAt = 0.3m;

    /// <summary>Most rows that become one record when nothing else is said.</summary>
    public const int DefaultMaxCluster = 20;

    /// <summary>What the records are.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>Target columns compared, and what each says.</summary>
    public required IReadOnlyList<DuplicateField> Fields { get; init; }

    /// <summary>Compared columns in which equal values are enough.</summary>
    public IReadOnlyList<string> Certain { get; init; } = [];

    /// <summary>Probability from which a pair is merged, above 0 and below 1.</summary>
    public decimal MatchAt { get; init; } = DefaultMatchAt;

    /// <summary>Probability from which a pair that is not merged is shown to a person, at most <see cref="MatchAt"/>.</summary>
    public decimal ReviewAt { get; init; } = DefaultReviewAt;

    /// <summary>Most rows that become one record; what would be more is not merged, and shown to a person.</summary>
    public int MaxCluster { get; init; } = DefaultMaxCluster;

    /// <summary>Records of the target that count: a condition over its columns, as SQL; null = all of them.</summary>
    public string? Among { get; init; }

    /// <summary>Which row of a cluster becomes the record.</summary>
    public DuplicateSurvivor Survivor { get; init; }

    /// <summary>Date or number column whose highest value decides, for <see cref="DuplicateSurvivor.MostRecent"/>.</summary>
    public string? By { get; init; }

    /// <summary>Columns that the record's own row may leave empty to a row merged into it: the first that has a value gives it.</summary>
    public IReadOnlyList<string> Fill { get; init; } = [];

    /// <summary>True: <see cref="Fill"/> also fills what is empty in a record of another entity that rows join.</summary>
    public bool FillsExisting { get; init; }

    /// <summary>Columns whose value is chosen among all rows of the record, whichever of them became it.</summary>
    public IReadOnlyList<BestValue> Best { get; init; } = [];

    /// <summary>Line in the plan's file.</summary>
    public int Line { get; init; }
}

/// <summary>A target column whose value is chosen among the rows of a record that have one; of equally good ones the record's own, then the first.</summary>
/// <param name="Column">Target column.</param>
/// <param name="MostRecent">Date or number column whose highest value decides; null = it does not.</param>
/// <param name="Source">Where rows come from, and which of these is believed first; null = it does not matter. Where neither is said the longest text is the best.</param>
public sealed record BestValue(string Column, string? MostRecent, SourcePriority? Source = null)
{
    /// <summary>The target column that decides about another one's value; null = none.</summary>
    public string? DecidedBy => MostRecent ?? Source?.Column;
}

/// <summary>Which sources of a value are believed before others.</summary>
/// <param name="Column">Target column that says where a row comes from.</param>
/// <param name="Order">Its values, the most trusted first; rows with others come last.</param>
public sealed record SourcePriority(string Column, IReadOnlyList<string> Order);

/// <summary>A target column that is compared.</summary>
/// <param name="Role">What it says about a record.</param>
/// <param name="Column">Target column.</param>
public sealed record DuplicateField(FieldRole Role, string Column);

/// <summary>Which row of a cluster of new rows becomes the record. A record that the target holds already stays what it is.</summary>
public enum DuplicateSurvivor
{
    /// <summary>The first in the order of the source's key.</summary>
    First,

    /// <summary>The one with the most columns filled; of several the first.</summary>
    MostComplete,

    /// <summary>The one with the highest value of a column; of several the first.</summary>
    MostRecent,
}
