using Reprise.Resolution.Blocking;
using Reprise.Resolution.Clustering;
using Reprise.Resolution.Comparisons;
using Reprise.Resolution.Estimation;
using Reprise.Resolution.Fields;

namespace Reprise.Resolution;

/// <summary>Finds which records are the same: blocks, compares, learns the weights from the data itself, clusters.</summary>
/// <remarks>Deterministic: the same records in the same order give the same result, whatever the number of threads.</remarks>
public sealed class RecordMatcher
{
    /// <summary>Pairs per record and blocking rule that are compared at most, and what even few records may have.</summary>
    private const int PairsPerRecord = 8;
    private const long FewPairs = 400_000;

    /// <summary>Pairs that begin with fewer bits are not weighed again: the data does not turn so much around.</summary>
    private const double LeastKept = -14;

    private readonly RecordSet _records;
    private readonly MatchSettings _settings;
    private readonly RecordComparisons _comparisons;

    /// <summary>A matcher of some records.</summary>
    /// <exception cref="ArgumentException">The fields leave nothing to compare or to block on, or there are too many of them.</exception>
    public RecordMatcher(RecordSet records, MatchSettings settings)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(settings);
        _records = records;
        _settings = settings;
        _comparisons = new RecordComparisons(records, settings.Kind);
        if (_comparisons.Rules.Count == 0 || _comparisons.Comparisons.Length > Pattern.Most)
        {
            throw new ArgumentException(
                $"Records of kind {settings.Kind} need a name, an identifier, a telephone number, an e-mail address or a street, and at most {Pattern.Most} fields.",
                nameof(records));
        }
    }

    /// <summary>Matches the records.</summary>
    public MatchResult Match()
    {
        var comparisons = _comparisons.Comparisons;
        var drawn = PairCollector.Drawn(comparisons, _records.Count);
        var first = ModelEstimator.First(comparisons, drawn, _records.Count);
        var collectors = Enumerable.Range(0, Math.Max(1, _settings.Workers)).Select(_ => new PairCollector(first, LeastKept)).ToList();
        new Candidates(_comparisons.Rules, _records.Count, Math.Max(FewPairs, (long)_records.Count * PairsPerRecord)).Visit(collectors);
        var model = ModelEstimator.Estimate(comparisons, PairCollector.Patterns(collectors), drawn, _records.Count);
        var decided = new DecidedPairs(_settings.Same, _settings.Different);
        var pairs = Weighed(model, decided, collectors);
        var matchWeight = MatchPair.WeightOf(_settings.MatchAt);
        var clusters = new Clusterer((left, right) => decided.Weight(left, right) ?? model.Weight(left, right), _records.Count, matchWeight, _settings.MaxCluster)
            .Cluster([.. pairs.Where(pair => pair.Weight >= matchWeight)]);
        return new MatchResult(clusters, [.. pairs.Where(pair => clusters[pair.Left] != clusters[pair.Right])], model);
    }

    /// <summary>The pairs that match or need a look, in the order of their records.</summary>
    private List<MatchPair> Weighed(MatchModel model, DecidedPairs decided, List<PairCollector> collectors)
    {
        var certain = _records.Fields.Where(field => _settings.Certain.Contains(field.Name)).ToArray();
        var least = MatchPair.WeightOf(_settings.ReviewAt);
        return [.. collectors
            .SelectMany(collector => collector.Pairs)
            .Where(pair => decided.Weight(pair.Left, pair.Right) is null)
            .Select(pair => pair with { Weight = IsCertain(certain, pair) ? DecidedPairs.Certainty : (float)model.Weight(pair.Left, pair.Right) })
            .Where(pair => pair.Weight >= least)
            .Concat(decided.Same)
            .OrderBy(pair => pair.Left)
            .ThenBy(pair => pair.Right)];
    }

    private static bool IsCertain(MatchField[] certain, MatchPair pair) => Array.Exists(certain, field => field[pair.Left] >= 0 && field[pair.Left] == field[pair.Right]);
}
