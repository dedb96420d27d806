using System.Runtime.InteropServices;
using Reprise.Resolution.Blocking;
using Reprise.Resolution.Clustering;
using Reprise.Resolution.Comparisons;

namespace Reprise.Resolution.Estimation;

/// <summary>Counts the patterns of the pairs it is shown, and keeps the pairs that may turn out to match.</summary>
/// <param name="first">What is known before the data has been looked at.</param>
/// <param name="least">Pairs with a lower weight by that are counted and not kept.</param>
internal sealed class PairCollector(MatchModel first, double least) : PairVisitor
{
    private readonly Dictionary<ulong, long> _patterns = [];
    private readonly List<MatchPair> _pairs = [];

    /// <summary>The pairs kept, in no particular order.</summary>
    public IReadOnlyList<MatchPair> Pairs => _pairs;

    public override void Visit(int left, int right)
    {
        var pattern = Pattern.Of(first.Comparisons, left, right);
        CollectionsMarshal.GetValueRefOrAddDefault(_patterns, pattern, out _)++;
        if (first.Weight(pattern) is var weight && weight >= least)
        {
            _pairs.Add(new MatchPair(left, right, (float)weight));
        }
    }

    /// <summary>Patterns of all workers.</summary>
    public static IReadOnlyDictionary<ulong, long> Patterns(IReadOnlyList<PairCollector> workers) => workers
        .SelectMany(worker => worker._patterns)
        .GroupBy(pattern => pattern.Key, pattern => pattern.Value)
        .ToDictionary(pattern => pattern.Key, pattern => pattern.Sum());

    /// <summary>Patterns of pairs drawn at random, the same ones every time.</summary>
    public static IReadOnlyDictionary<ulong, long> Drawn(ReadOnlySpan<Comparison> comparisons, int records)
    {
        // Of few records, each pair about twice.
        var draws = Math.Min(400_000, (long)records * records);
        var patterns = new Dictionary<ulong, long>();
        var dice = new Random(1);
        for (var i = 0; i < draws && records > 1; i++)
        {
            var left = dice.Next(records);
            var right = dice.Next(records - 1);
            CollectionsMarshal.GetValueRefOrAddDefault(patterns, Pattern.Of(comparisons, left, right < left ? right : right + 1), out _)++;
        }

        return patterns;
    }
}
