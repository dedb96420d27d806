using Reprise.Core.Plans;

namespace Reprise.Resolution;

/// <summary>How records are matched.</summary>
public sealed record MatchSettings
{
    /// <summary>Probability from which a pair is a match when nothing else is said.</summary>
    public const double DefaultMatchAt = 0.9;

    /// <summary>Probability from which a pair is shown to a person when nothing else is said.</summary>
    public const double DefaultReviewAt = 0.3;

    /// <summary>Most records of a cluster when nothing else is said.</summary>
    public const int DefaultMaxCluster = 60;

    /// <summary>What the records are.</summary>
    public required RecordKind Kind { get; init; }

    /// <summary>Probability from which a pair is a match, above 0 and below 1.</summary>
    public double MatchAt { get; init; } = DefaultMatchAt;

    /// <summary>Probability from which a pair that does not match goes to the review queue, at most <see cref="MatchAt"/>.</summary>
    public double ReviewAt { get; init; } = DefaultReviewAt;

    /// <summary>Most records that may become one; what would be larger is not merged and goes to the review queue.</summary>
    public int MaxCluster { get; init; } = DefaultMaxCluster;

    /// <summary>Names of fields in which equal values make a match whatever the other fields say.</summary>
    public IReadOnlyList<string> Certain { get; init; } = [];

    /// <summary>Pairs of records that are the same, whatever their fields say.</summary>
    public IReadOnlyList<(int Left, int Right)> Same { get; init; } = [];

    /// <summary>Pairs of records that are not the same, whatever their fields say.</summary>
    public IReadOnlyList<(int Left, int Right)> Different { get; init; } = [];

    /// <summary>Threads used.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
