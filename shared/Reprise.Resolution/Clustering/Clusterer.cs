using Reprise.Resolution.Estimation;

namespace Reprise.Resolution.Clustering;

/// <summary>Makes clusters of matching pairs: records join where, over all pairs between the two sides, more speaks for a match than against it.</summary>
/// <remarks>
/// A chain of pairs alone would make one cluster of many: a record between two others that contradict each other joins the one it fits better
/// (average linkage, within what the pairs connect). Independent of the order of the pairs.
/// </remarks>
internal sealed class Clusterer(MatchModel model, int records, double matchWeight)
{
    /// <summary>Larger connected sets are cut at a higher weight before all their pairs are weighed.</summary>
    private const int MostWeighed = 400;

    private const double Stricter = 3;

    /// <summary>Weights beyond this count as this: one strong pair does not outweigh many contradictions.</summary>
    private const double MostSure = 12;

    private readonly int[] _clusters = [.. Enumerable.Range(0, records)];

    /// <summary>The cluster of each record, by its lowest record.</summary>
    /// <param name="pairs">Candidate pairs of at least the match weight.</param>
    public int[] Cluster(IReadOnlyList<MatchPair> pairs)
    {
        Split(pairs, matchWeight);
        return _clusters;
    }

    private void Split(IReadOnlyList<MatchPair> pairs, double weight)
    {
        var sets = new DisjointSets(records);
        foreach (var pair in pairs)
        {
            sets.Join(pair.Left, pair.Right);
        }

        var members = new Dictionary<int, List<int>>();
        foreach (var record in pairs.SelectMany(pair => new[] { pair.Left, pair.Right }).Distinct().Order())
        {
            var set = sets.Find(record);
            if (!members.TryGetValue(set, out var list))
            {
                members.Add(set, list = []);
            }

            list.Add(record);
        }

        foreach (var set in members.Values.Where(set => set.Count <= MostWeighed))
        {
            Link(set);
        }

        var large = members.Where(set => set.Value.Count > MostWeighed).Select(set => set.Key).ToHashSet();
        if (large.Count > 0)
        {
            Split([.. pairs.Where(pair => pair.Weight >= weight + Stricter && large.Contains(sets.Find(pair.Left)))], weight + Stricter);
        }
    }

    /// <summary>Joins the two sides with the highest mean weight until none is left above the threshold.</summary>
    private void Link(List<int> set)
    {
        if (set.Count == 2)
        {
            _clusters[set[1]] = set[0];
            return;
        }

        var count = set.Count;
        var sums = new double[count, count];
        var sizes = new int[count];
        for (var i = 0; i < count; i++)
        {
            sizes[i] = 1;
            for (var j = 0; j < i; j++)
            {
                sums[i, j] = sums[j, i] = Math.Clamp(model.Weight(set[j], set[i]), -MostSure, MostSure) - matchWeight;
            }
        }

        while (Best(sums, sizes) is var (one, other) && one >= 0)
        {
            Merge(sums, sizes, one, other);
            for (var i = 0; i < count; i++)
            {
                if (_clusters[set[i]] == set[other])
                {
                    _clusters[set[i]] = set[one];
                }
            }
        }
    }

    private static (int One, int Other) Best(double[,] sums, int[] sizes)
    {
        var (best, one, other) = (0.0, -1, -1);
        for (var i = 0; i < sizes.Length; i++)
        {
            for (var j = i + 1; j < sizes.Length && sizes[i] > 0; j++)
            {
                if (sizes[j] > 0 && sums[i, j] / ((double)sizes[i] * sizes[j]) is var mean && mean > best)
                {
                    (best, one, other) = (mean, i, j);
                }
            }
        }

        return (one, other);
    }

    private static void Merge(double[,] sums, int[] sizes, int one, int other)
    {
        for (var i = 0; i < sizes.Length; i++)
        {
            sums[one, i] += sums[other, i];
            sums[i, one] = sums[one, i];
        }

        sizes[one] += sizes[other];
        sizes[other] = 0;
    }
}
