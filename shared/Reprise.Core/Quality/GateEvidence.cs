namespace Reprise.Core.Quality;

/// <summary>What a measure is made of. Holds no unmasked value.</summary>
public sealed record GateEvidence
{
    /// <summary>Most differing groups that are kept; <see cref="DifferingGroups"/> counts all.</summary>
    public const int MaxGroups = 20;

    /// <summary>Nothing beyond the measure itself.</summary>
    public static GateEvidence None { get; } = new();

    /// <summary>Rows that the measure is about; null where it is no share.</summary>
    public long? Of { get; init; }

    /// <summary>Of these, rows that meet it.</summary>
    public long? Met { get; init; }

    /// <summary>Why it could not be measured: an SQLSTATE, <c>unreadable</c> or <c>beyond_limits</c>; null when it could.</summary>
    public string? Failure { get; init; }

    /// <summary>Groups whose sums differ by more than the tolerance, in all.</summary>
    public int DifferingGroups { get; init; }

    /// <summary>The largest of these differences, at most <see cref="MaxGroups"/>.</summary>
    public IReadOnlyList<GroupDifference> Groups { get; init; } = [];
}
