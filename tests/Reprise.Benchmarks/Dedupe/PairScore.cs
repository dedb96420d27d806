namespace Reprise.Benchmarks.Dedupe;

/// <summary>How well clusters agree with the truth, pair by pair.</summary>
/// <param name="True">Pairs that are the same by the truth.</param>
/// <param name="Found">Pairs that are the same by the clusters.</param>
/// <param name="Both">Pairs that are the same by both.</param>
internal sealed record PairScore(long True, long Found, long Both)
{
    public double Precision => Found == 0 ? 1 : (double)Both / Found;

    public double Recall => True == 0 ? 1 : (double)Both / True;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static PairScore Of(IReadOnlyList<string> truth, IReadOnlyList<int> clusters) => new(
        Pairs(truth),
        Pairs(clusters),
        Pairs(truth.Zip(clusters, (group, cluster) => (group, cluster))));

    private static long Pairs<T>(IEnumerable<T> groups) => groups.GroupBy(group => group).Sum(group => (long)group.Count() * (group.Count() - 1) / 2);
}
