using Reprise.Resolution.Clustering;
using Reprise.Resolution.Comparisons;
using Reprise.Resolution.Estimation;

namespace Reprise.Resolution.Tests.Clustering;

public sealed class ClustererTests
{
    [Fact]
    public void Records_between_two_that_contradict_each_other_join_the_one_they_fit_better()
    {
        // 0-1 fits well, 1-2 just so, 0 and 2 contradict each other.
        var model = Model((0, 1, 9), (1, 2, 4), (0, 2, -10));

        Assert.Equal([0, 0, 2], new Clusterer(model.Weight, 3, 3, 10).Cluster([new(0, 1, 9), new(1, 2, 4)]));
    }

    [Fact]
    public void The_order_of_the_pairs_changes_nothing()
    {
        var model = Model((0, 1, 5), (1, 2, 5), (2, 3, 5), (0, 2, 4), (0, 3, 4), (1, 3, 4));
        MatchPair[] pairs = [new(0, 1, 5), new(1, 2, 5), new(2, 3, 5)];

        Assert.Equal([0, 0, 0, 0], new Clusterer(model.Weight, 4, 3, 10).Cluster(pairs));
        Assert.Equal([0, 0, 0, 0], new Clusterer(model.Weight, 4, 3, 10).Cluster([.. pairs.Reverse()]));
    }

    [Fact]
    public void What_would_be_larger_than_allowed_is_no_cluster()
    {
        var model = Model((0, 1, 5), (1, 2, 5), (0, 2, 5), (3, 4, 5));

        Assert.Equal([0, 1, 2, 3, 3], new Clusterer(model.Weight, 5, 3, largest: 2).Cluster([new(0, 1, 5), new(1, 2, 5), new(3, 4, 5)]));
    }

    [Fact]
    public void No_pairs_make_no_clusters() => Assert.Equal([0, 1], new Clusterer(Model().Weight, 2, 3, 10).Cluster([]));

    /// <summary>A model in which each pair has a weight of its own.</summary>
    private static MatchModel Model(params (int Left, int Right, double Weight)[] pairs) =>
        new([new Given(pairs)], [[.. pairs.Select(pair => pair.Weight).Append(-20)]], 0);

    private sealed class Given((int Left, int Right, double Weight)[] pairs) : Comparison("given", [new("pair", 1, 1)])
    {
        public override int FirstFrequentLevel => int.MaxValue;

        public override int Compare(int left, int right) =>
            Array.FindIndex(pairs, pair => pair.Left == Math.Min(left, right) && pair.Right == Math.Max(left, right)) is >= 0 and var at ? at : pairs.Length;
    }
}
