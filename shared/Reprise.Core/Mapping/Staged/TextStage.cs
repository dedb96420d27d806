using Reprise.Core.Columns;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Normalising;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Mapping.Staged;

/// <summary>Applies the rules about text to the values of a source column, before they are converted to the target's type.</summary>
/// <param name="rules">Normalisers and map.</param>
/// <param name="toText">Makes text of values that are none; null = they are.</param>
internal sealed class TextStage(ValueRules rules, ColumnConverter? toText)
{
    private readonly VariableColumn _texts = new(string.Empty, Outputs.PlainText);
    private readonly VariableColumn _results = new(string.Empty, Outputs.PlainText);
    private readonly List<int>[] _rows = [.. rules.Reasons.Select(_ => new List<int>())];
    private readonly List<SettledRow> _settled = [];
    private readonly RowStates _ignored = new();

    /// <summary>Rows of the batch whose value became null or was refused, ascending; their cells are null.</summary>
    public IReadOnlyList<SettledRow> Settled => _settled;

    /// <summary>Rows of the batch by what happened to their value.</summary>
    public IEnumerable<(string Reason, List<int> Rows)> Changed => rules.Reasons.Zip(_rows).Where(pair => pair.Second.Count > 0);

    /// <summary>The texts of a batch: the source's own column when it holds text and nothing in it changes; else one that is valid until the next batch.</summary>
    public VariableColumn Apply(MappingContext context, int source)
    {
        _settled.Clear();
        foreach (var rows in _rows)
        {
            rows.Clear();
        }

        var texts = Texts(context, source);
        VariableColumn? results = null;
        for (var row = 0; row < texts.Count; row++)
        {
            if (texts.IsNull(row))
            {
                results?.AppendNull();
                continue;
            }

            var outcome = context.States.Excluded[row] ? ValueOutcome.Same : Apply(texts, row);
            if (outcome != ValueOutcome.Same)
            {
                results ??= CopyBefore(texts, row);
            }

            Append(outcome, texts, row, results);
        }

        return results ?? texts;
    }

    private VariableColumn Texts(MappingContext context, int source)
    {
        var values = context.Source.Columns[source];
        if (toText is null)
        {
            return (VariableColumn)values;
        }

        // What has no text here is null, and refused when the null is converted: the sink finds it among the unfit values.
        _texts.Reset();
        _ignored.Begin(new bool[values.Count], values.Count);
        var sink = new CellSink(string.Empty, values.Type, isNullable: true, otherwise: null);
        sink.Begin(_texts, _ignored, context.Source.Unfit, context.Unfit(source));
        toText.Convert(values, _texts, sink);
        return _texts;
    }

    private ValueOutcome Apply(VariableColumn texts, int row)
    {
        var outcome = rules.Apply(texts[row]);
        if (outcome != ValueOutcome.Refused)
        {
            for (var i = 0; i < rules.Marks.Count; i++)
            {
                _rows[rules.Marks[i]].Add(row);
            }
        }

        return outcome;
    }

    private void Append(ValueOutcome outcome, VariableColumn texts, int row, VariableColumn? results)
    {
        switch (outcome)
        {
            case ValueOutcome.Same:
                results?.Append(texts[row]);
                break;
            case ValueOutcome.Changed:
                results!.Append(rules.Text);
                break;
            default:
                results!.AppendNull();
                _settled.Add(new SettledRow(row, outcome == ValueOutcome.Refused ? rules.Refusal : null, outcome == ValueOutcome.Refused && rules.MayReplace));
                break;
        }
    }

    private VariableColumn CopyBefore(VariableColumn texts, int end)
    {
        _results.Reset();
        for (var row = 0; row < end; row++)
        {
            if (texts.IsNull(row))
            {
                _results.AppendNull();
            }
            else
            {
                _results.Append(texts[row]);
            }
        }

        return _results;
    }
}
