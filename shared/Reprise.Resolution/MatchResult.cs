using Reprise.Resolution.Clustering;
using Reprise.Resolution.Comparisons;
using Reprise.Resolution.Estimation;

namespace Reprise.Resolution;

/// <summary>Which records are the same.</summary>
public sealed class MatchResult
{
    private readonly MatchModel _model;

    internal MatchResult(IReadOnlyList<int> clusters, IReadOnlyList<MatchPair> review, MatchModel model)
    {
        Clusters = clusters;
        Review = review;
        _model = model;
    }

    /// <summary>By record: the lowest record of its cluster; itself when it is alone.</summary>
    public IReadOnlyList<int> Clusters { get; }

    /// <summary>Pairs of records in different clusters that a person should look at, by record number.</summary>
    public IReadOnlyList<MatchPair> Review { get; }

    /// <summary>Why two records match or do not.</summary>
    public MatchExplanation Explain(int left, int right)
    {
        var comparisons = _model.Comparisons;
        var reasons = new List<MatchReason>(comparisons.Length);
        var weight = _model.Prior;
        for (var i = 0; i < comparisons.Length; i++)
        {
            var level = comparisons[i].Compare(left, right);
            var bits = _model.Weight(i, level, left, right);
            weight += bits;
            reasons.Add(new MatchReason(comparisons[i].Name, level == Comparison.Unknown ? "unknown" : comparisons[i].Levels[level].Name, bits));
        }

        return new MatchExplanation(new MatchPair(left, right, (float)weight).Probability, _model.Prior, reasons);
    }
}
