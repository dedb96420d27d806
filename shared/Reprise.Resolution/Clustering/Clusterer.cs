namespace Reprise.Resolution.Clustering;

/// <summary>Makes clusters of matching pairs: records join where, over all pairs between the two sides, more speaks for a match than against it.</summary>
/// <remarks>
/// A chain of pairs alone would make one cluster of many: a record between two others that contradict each other joins the one it fits better
/// (average linkage, within what the pairs connect). Independent of the order of the pairs.
/// </remarks>
/// <param name="weight">log2 of the odds that two records are the same.</param>
/// <param name="records">Number of records.</param>
/// <param name="matchWeight">Weight from which a pair is a match.</param>
/// <param name="largest">Most records of a cluster; what would be larger falls apart again.</param>
internal sealed class Clusterer(Func<int, int, double> weight, int records, double matchWeight, int largest)
{
    /// <summary>Larger connected sets are cut at a higher weight before all their pairs are weighed.</summary>
    private const int MostWeighed = 400;

    private const double Stricter = 3;

    /// <summary>Weights beyond this count as this: one strong pair does not outweigh many contradictions. What people decided does.</summary>
    private const double MostSure = 12;

    /// <summary>No mean gets over it.</summary>
    private const double Forbidden = 1e9;

    private readonly int[] _clusters = [.. Enumerable.Range(0, records)];

    /// <summary>The cluster of each record, by its lowest record.</summary>
    /// <param name="pairs">Candidate pairs of at least the match weight.</param>
    public int[] Cluster(IReadOnlyList<MatchPair> pairs)
    {
        Split(pairs, matchWeight);
        foreach (var cluster in Enumerable.Range(0, records).GroupBy(record => _clusters[record]).Where(cluster => cluster.Count() > largest))
        {
            foreach (var record in cluster)
            {
                _clusters[record] = record;
            }
        }

        return _clusters;
    }

    private void Split(IReadOnlyList<MatchPair> pairs, double least)
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
            Split([.. pairs.Where(pair => pair.Weight >= least + Stricter && large.Contains(sets.Find(pair.Left)))], least + Stricter);
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
                sums[i, j] = sums[j, i] = Limited(weight(set[j], set[i])) - matchWeight;
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

    private static double Limited(double weight) => weight switch
    {
        <= -DecidedPairs.Certainty => -Forbidden,
        >= DecidedPairs.Certainty => DecidedPairs.Certainty,
        _ => Math.Clamp(weight, -MostSure, MostSure),
    };

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
