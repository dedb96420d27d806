using System.Diagnostics;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Rows;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Where the conversion of one column puts what is not simply a value: nulls, changes and refusals, settled by one rule for all types.</summary>
/// <remarks>
/// | value | with <c>otherwise</c> | target nullable | target NOT NULL |
/// |---|---|---|---|
/// | refused by a rule about its text | replacement, counted, unless the plan says what else | row held back | row held back |
/// | made null by a rule about its text | null | null | row held back |
/// | null | replacement, counted | null | row held back |
/// | zero or partial date, blank enum, blank | replacement, counted | null, counted | row held back |
/// | partial or impossible date, target is text | its text | its text | its text |
/// | anything else without a form in the target | replacement, counted | row held back | row held back |
/// </remarks>
internal sealed class CellSink(string column, ColumnType source, bool isNullable, Literal? otherwise)
{
    private readonly List<int>?[] _changed = new List<int>?[Verdicts.Count];
    private IReadOnlyList<UnfitValue> _values = [];
    private List<int> _unfit = [];
    private int _next;
    private IReadOnlyList<SettledRow> _settled = [];
    private int _nextSettled;
    private RowStates _rows = new();
    private Column? _target;

    /// <summary>True when nulls are replaced, so that a column with nulls cannot be handed on as it is.</summary>
    public bool ReplacesNulls => otherwise is not null;

    /// <summary>Begins a batch.</summary>
    /// <param name="target">Column that is filled; null when the source's is handed on.</param>
    /// <param name="rows">States of the batch's rows.</param>
    /// <param name="values">Unfit values of the batch.</param>
    /// <param name="unfit">Which of them are of this column, by ascending row.</param>
    /// <param name="settled">Rows settled before the conversion, ascending; null = none.</param>
    public void Begin(Column? target, RowStates rows, IReadOnlyList<UnfitValue> values, List<int> unfit, IReadOnlyList<SettledRow>? settled = null)
    {
        _settled = settled ?? [];
        _nextSettled = 0;
        _target = target;
        _rows = rows;
        _values = values;
        _unfit = unfit;
        _next = 0;
        foreach (var changed in _changed)
        {
            changed?.Clear();
        }
    }

    /// <summary>The source has a null, or a value that did not fit into the snapshot.</summary>
    public void Missing(int row)
    {
        if (_nextSettled < _settled.Count && _settled[_nextSettled].Row == row)
        {
            Apply(_settled[_nextSettled++]);
            return;
        }

        var verdict = UnfitAt(row);
        if (verdict is Verdict.PartialDate or Verdict.ImpossibleDate && _target is VariableColumn { Type.Kind: ValueKind.Text } text)
        {
            Keep(row, text);
        }
        else
        {
            Replace(row, verdict);
        }
    }

    /// <summary>The value was appended, but changed.</summary>
    public void Changed(int row, Verdict verdict) => (_changed[(int)verdict] ??= []).Add(row);

    /// <summary>The value was not appended.</summary>
    public void Replace(int row, Verdict verdict)
    {
        if (otherwise is not null)
        {
            otherwise.AppendTo(Target);
            Changed(row, Verdict.Otherwise);
            return;
        }

        Target.AppendNull();
        Settle(row, verdict);
    }

    /// <summary>Settles the nulls of a column that is handed on as it is.</summary>
    public void HandOn(Column handedOn)
    {
        if (isNullable)
        {
            foreach (var index in _unfit)
            {
                Settle(_values[index].Row, Verdicts.Of(_values[index].Reason, source));
            }
        }
        else if (handedOn.NullCount > 0)
        {
            for (var row = 0; row < handedOn.Count; row++)
            {
                if (handedOn.IsNull(row))
                {
                    Settle(row, UnfitAt(row));
                }
            }
        }
    }

    /// <summary>Rows whose value a rule changed, by verdict; null or empty when none.</summary>
    public List<int>? ChangedBy(Verdict verdict) => _changed[(int)verdict];

    private void Apply(SettledRow settled)
    {
        if (settled.MayReplace && otherwise is not null)
        {
            Replace(settled.Row, Verdict.Otherwise);
            return;
        }

        Target.AppendNull();
        if (settled.Refusal is not null || !isNullable)
        {
            _rows.Exclude(settled.Row, column, settled.Refusal ?? Reasons.NotNull);
        }
    }

    private Column Target => _target ?? throw new UnreachableException();

    /// <summary>Text holds what no date does: in <c>2024-05-00</c> the year and the month are known.</summary>
    private void Keep(int row, VariableColumn text)
    {
        var original = _values[_unfit[_next]].Original.Span;
        if (text.Type.Length > 0 && original.Length > text.Type.Length)
        {
            Replace(row, Verdict.TooLong);
            return;
        }

        original.CopyTo(text.Reserve(original.Length));
        text.Commit(original.Length);
    }

    private void Settle(int row, Verdict verdict)
    {
        if (!isNullable || !verdict.IsNullable())
        {
            _rows.Exclude(row, column, verdict.Refusal());
        }
        else if (verdict != Verdict.Null)
        {
            Changed(row, verdict);
        }
    }

    private Verdict UnfitAt(int row)
    {
        while (_next < _unfit.Count && _values[_unfit[_next]].Row < row)
        {
            _next++;
        }

        return _next < _unfit.Count && _values[_unfit[_next]].Row == row ? Verdicts.Of(_values[_unfit[_next]].Reason, source) : Verdict.Null;
    }
}
