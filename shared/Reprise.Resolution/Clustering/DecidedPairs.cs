namespace Reprise.Resolution.Clustering;

/// <summary>What people decided about pairs of records.</summary>
internal sealed class DecidedPairs
{
    /// <summary>Weight of what is certain, in bits: beyond what fields can add or take.</summary>
    public const float Certainty = 200;

    private readonly HashSet<(int, int)> _same;
    private readonly HashSet<(int, int)> _different;

    public DecidedPairs(IEnumerable<(int Left, int Right)> same, IEnumerable<(int Left, int Right)> different)
    {
        _different = [.. different.Select(Ordered)];
        _same = [.. same.Select(Ordered).Where(pair => pair.Left != pair.Right && !_different.Contains(pair))];
    }

    /// <summary>The pairs that are the same; one that is also decided to differ is not among them.</summary>
    public IEnumerable<MatchPair> Same => _same.Select(pair => new MatchPair(pair.Item1, pair.Item2, Certainty));

    /// <summary>The weight that was decided; null = nothing was.</summary>
    public double? Weight(int left, int right)
    {
        var pair = Ordered((left, right));
        return _different.Contains(pair) ? -Certainty : _same.Contains(pair) ? Certainty : null;
    }

    private static (int Left, int Right) Ordered((int Left, int Right) pair) => (Math.Min(pair.Left, pair.Right), Math.Max(pair.Left, pair.Right));
}
