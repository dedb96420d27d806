using Reprise.Resolution.Comparisons;

namespace Reprise.Resolution.Estimation;

/// <summary>Finds the weights of a model from the data itself by expectation-maximisation: nobody has to say which pairs match.</summary>
/// <remarks>
/// A. P. Dempster, N. M. Laird, D. B. Rubin, "Maximum Likelihood from Incomplete Data via the EM Algorithm", 1977; applied to record linkage by
/// W. E. Winkler, 1988. Pairs drawn at random say how often records agree by chance; candidate pairs say how matching records agree. The levels'
/// usual shares enter as counts already seen, so that little data does not lead astray. Deterministic.
/// </remarks>
internal static class ModelEstimator
{
    private const int MostRounds = 200;
    private const double Settled = 1e-6;
    private const double FirstPerRecord = 0.1;
    private const double SeenMatching = 40;
    private const double SeenOther = 5;

    /// <summary>The model before any candidate has been looked at.</summary>
    /// <param name="comparisons">The comparisons.</param>
    /// <param name="drawn">How many pairs drawn at random have each pattern.</param>
    /// <param name="records">Number of records.</param>
    public static MatchModel First(Comparison[] comparisons, IReadOnlyDictionary<ulong, long> drawn, int records)
    {
        var matching = FirstPrior(records);
        var shares = new Shares(comparisons).Next([], Ordered(drawn), matching, out _);
        return new MatchModel(comparisons, shares.Weights(), Math.Log2(matching / (1 - matching)));
    }

    /// <summary>Estimates a model.</summary>
    /// <param name="comparisons">The comparisons.</param>
    /// <param name="candidates">How many candidate pairs have each pattern.</param>
    /// <param name="drawn">How many pairs drawn at random have each pattern.</param>
    /// <param name="records">Number of records.</param>
    public static MatchModel Estimate(Comparison[] comparisons, IReadOnlyDictionary<ulong, long> candidates, IReadOnlyDictionary<ulong, long> drawn, int records)
    {
        var seen = Ordered(candidates);
        var chance = Ordered(drawn);
        var pairs = Pairs(records);
        var matching = FirstPrior(records);
        var shares = new Shares(comparisons).Next(seen, chance, matching, out _);
        for (var round = 0; round < MostRounds && seen.Length > 0; round++)
        {
            shares = shares.Next(seen, chance, matching, out var matches);
            var before = matching;
            matching = Math.Min(0.5, (matches + 1) / pairs);
            if (Math.Abs(before - matching) < Settled * matching)
            {
                break;
            }
        }

        return new MatchModel(comparisons, shares.Weights(), Math.Log2(matching / (1 - matching)));
    }

    private static double Pairs(int records) => Math.Max(1, (double)records * (records - 1) / 2);

    private static double FirstPrior(int records) => Math.Min(0.5, Math.Max(1, records * FirstPerRecord) / Pairs(records));

    private static (ulong Pattern, double Count)[] Ordered(IReadOnlyDictionary<ulong, long> patterns) =>
        [.. patterns.OrderBy(pattern => pattern.Key).Select(pattern => (pattern.Key, (double)pattern.Value))];

    /// <summary>Share of each level among the matching pairs and among the others.</summary>
    private sealed class Shares(Comparison[] comparisons)
    {
        private readonly double[][] _matching = [.. comparisons.Select(comparison => comparison.Levels.Select(level => level.Matching).ToArray())];
        private readonly double[][] _other = [.. comparisons.Select(comparison => comparison.Levels.Select(level => level.Other).ToArray())];
        private double[][] _bits = [];

        /// <summary>The shares that follow when these decide which pairs match.</summary>
        public Shares Next((ulong Pattern, double Count)[] candidates, (ulong Pattern, double Count)[] drawn, double prior, out double matches)
        {
            _bits = Weights();
            var next = new Shares(comparisons);
            Scale(next._matching, SeenMatching);
            Scale(next._other, SeenOther);
            matches = 0;
            foreach (var (pattern, count) in candidates)
            {
                var matching = count * Probability(pattern, prior);
                matches += matching;
                Add(next._matching, pattern, matching);
            }

            foreach (var (pattern, count) in drawn)
            {
                Add(next._other, pattern, count * (1 - Probability(pattern, prior)));
            }

            Normalise(next._matching);
            next.LimitUnlike();
            Normalise(next._other);
            return next;
        }

        public double[][] Weights() => [.. comparisons.Select((comparison, i) => comparison.Levels.Select((_, level) => Bits(i, level)).ToArray())];

        private double Bits(int comparison, int level) =>
            Math.Clamp(Math.Log2(_matching[comparison][level] / _other[comparison][level]), -comparisons[comparison].MostBits, comparisons[comparison].MostBits);

        private void LimitUnlike()
        {
            for (var i = 0; i < _matching.Length; i++)
            {
                var (levels, most) = (_matching[i], comparisons[i].MostUnlike);
                if (levels[0] > most)
                {
                    var rest = (1 - most) / (1 - levels[0]);
                    for (var level = 1; level < levels.Length; level++)
                    {
                        levels[level] *= rest;
                    }

                    levels[0] = most;
                }
            }
        }

        private double Probability(ulong pattern, double prior)
        {
            var weight = Math.Log2(prior / (1 - prior));
            for (var i = 0; i < comparisons.Length; i++)
            {
                if (Pattern.Level(pattern, i) is >= 0 and var level)
                {
                    weight += _bits[i][level];
                }
            }

            return 1 / (1 + Math.Pow(2, -weight));
        }

        private static void Add(double[][] shares, ulong pattern, double count)
        {
            for (var i = 0; i < shares.Length; i++)
            {
                if (Pattern.Level(pattern, i) is >= 0 and var level)
                {
                    shares[i][level] += count;
                }
            }
        }

        private static void Scale(double[][] shares, double factor)
        {
            foreach (var levels in shares)
            {
                for (var level = 0; level < levels.Length; level++)
                {
                    levels[level] *= factor;
                }
            }
        }

        private static void Normalise(double[][] shares)
        {
            foreach (var levels in shares)
            {
                var sum = levels.Sum();
                for (var level = 0; level < levels.Length; level++)
                {
                    levels[level] /= sum;
                }
            }
        }
    }
}
