using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Resolution;
using Reprise.Resolution.Fields;

namespace Reprise.Pipeline.Duplicates;

/// <summary>Takes records field by field and hands them to the matcher.</summary>
internal sealed class DuplicateSearch(DuplicateRule rule) : IDuplicateSearch
{
    private readonly MatchFieldBuilder[] _fields = [.. rule.Fields.Select(field => new MatchFieldBuilder(field.Column, field.Role))];
    private readonly List<(int Left, int Right)> _same = [];
    private readonly List<(int Left, int Right)> _different = [];
    private int _records;

    public void Add(IReadOnlyList<string?> values)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            _fields[i].Append(values[i]);
        }

        _records++;
    }

    public void Decide(int left, int right, bool isSame) => (isSame ? _same : _different).Add((left, right));

    public DuplicateFindings Find()
    {
        var records = new RecordSet([.. _fields.Select(field => field.Build())]);
        if (_records < 2 || !records.Fields.Any(field => field.Filled > 1))
        {
            return new DuplicateFindings([.. Enumerable.Range(0, _records)], [], (_, _) => new DuplicateReason(0, []));
        }

        var result = new RecordMatcher(records, new MatchSettings
        {
            Kind = rule.Kind,
            MatchAt = (double)rule.MatchAt,
            ReviewAt = (double)rule.ReviewAt,
            MaxCluster = rule.MaxCluster,
            Certain = rule.Certain,
            Same = _same,
            Different = _different,
        }).Match();
        return new DuplicateFindings(result.Clusters, [.. result.Review.Select(pair => (pair.Left, pair.Right))], (left, right) => Reason(result.Explain(left, right)));
    }

    private static DuplicateReason Reason(MatchExplanation why) =>
        new(why.Probability, [.. why.Reasons.Select(reason => new DuplicateWeight(reason.Comparison, reason.Level, Math.Round(reason.Bits, 2)))]);
}
