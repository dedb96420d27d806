using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Normalising;
using Reprise.Core.Mapping.Text;
using Reprise.Core.Plans;
using Reprise.Core.Runs;

namespace Reprise.Core.Hazards;

/// <summary>What mapping one table plan would change and hold back: the mapping itself, with nothing staged.</summary>
internal sealed class Forecast
{
    private readonly SourceTable _source;
    private readonly TableMapper _mapper;
    private readonly Dictionary<string, SourceColumnRule> _rules;
    private readonly Dictionary<string, int> _ordinals;
    private readonly SortedDictionary<(string Column, string Code, Proposal Proposal), Tally> _tallies = [];
    private readonly UniqueForecast[] _unique;

    /// <summary>A forecast of one table plan.</summary>
    public Forecast(RunPlan plan, RunTable table)
    {
        var read = plan.Source(table.Source);
        _source = read.Table;
        _mapper = new TableMapper(plan, table);
        _unique = [.. UniqueForecast.Of(table, _mapper.Layout)];
        _rules = table.Rules.OfType<SourceColumnRule>().ToDictionary(rule => rule.Column, StringComparer.Ordinal);
        _ordinals = read.Columns.Select((column, ordinal) => (column.Name, ordinal)).ToDictionary(pair => pair.Name, pair => pair.ordinal, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Maps a batch.</summary>
    public void Add(ColumnBatch batch)
    {
        using var mapped = _mapper.Map(batch, chunk: 1, firstRow: 0);
        foreach (var coercion in mapped.Coercions)
        {
            Tally(coercion.Column, coercion.Rule, ProposalOf(coercion)).Add(coercion.Count, coercion.Samples);
        }

        foreach (var row in mapped.Quarantined)
        {
            Tally(row.Column, row.Reason, Proposal.Quarantine).Add(SampleOf(batch, row));
        }

        foreach (var index in _unique)
        {
            index.Add(mapped);
        }
    }

    /// <summary>What it found, by source column where there is one.</summary>
    public IEnumerable<Hazard> Hazards() =>
    [
        .. _tallies.Select(entry => Advice.For(entry.Key.Code, _source, SourceOf(entry.Key.Column), entry.Value) with { Proposal = entry.Key.Proposal }),
        .. _unique.Where(index => index.Tally.Count > 0).Select(index => Advice.For(Reasons.Duplicate, _source, SourceOf(index.Column), index.Tally, index.Detail)),
    ];

    private SourceColumn? SourceOf(string column) => _rules.TryGetValue(column, out var rule) ? _source.Find(rule.From) : null;

    private Proposal ProposalOf(Coercion coercion) => coercion.Rule switch
    {
        Reasons.Otherwise => Proposal.Replace,
        Reasons.Truncated or Reasons.NulInText => Proposal.Strip,
        Reasons.DstGap or Reasons.DstOverlap => Proposal.Shift,
        Reasons.Map => Proposal.Normalise,
        Reasons.RepeatedAttribute => Proposal.Keep,
        Reasons.UnknownValue => _rules[coercion.Column].Map is { UnknownText: not null } ? Proposal.Replace : Kept(_rules[coercion.Column].Map?.Unknown),
        var rule when Reasons.RefusedBy(rule) is not null => Kept(_rules[coercion.Column].Invalid),
        var rule when Normalisers.Names.Contains(rule, StringComparer.Ordinal) => Proposal.Normalise,
        _ => Proposal.Null,
    };

    private static Proposal Kept(MisfitOutcome? outcome) => outcome == MisfitOutcome.Keep ? Proposal.Keep : Proposal.Null;

    private ReadOnlySpan<byte> SampleOf(ColumnBatch batch, QuarantinedRow row)
    {
        if (!_rules.TryGetValue(row.Column, out var rule) || !_ordinals.TryGetValue(rule.From, out var ordinal))
        {
            return [];
        }

        foreach (var unfit in batch.Unfit)
        {
            if (unfit.Row == row.Row && unfit.Column == ordinal)
            {
                return unfit.Original.Span;
            }
        }

        var column = batch.Columns[ordinal];
        return column.IsNull(row.Row) ? "NULL"u8 : System.Text.Encoding.UTF8.GetBytes(CellText.Describe(column, row.Row));
    }

    private Tally Tally(string column, string code, Proposal proposal)
    {
        if (!_tallies.TryGetValue((column, code, proposal), out var tally))
        {
            _tallies[(column, code, proposal)] = tally = new Tally();
        }

        return tally;
    }
}
