using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From bytes to bytes.</summary>
internal sealed class BytesConverter<TCell>(ColumnType output, TCell cell, TextRules rules = default) : ColumnConverter(output)
    where TCell : struct, IBytesCell
{
    private readonly TCell _cell = cell;

    public override bool CanHandOn(Column source) =>
        IsSameForm(source.Type, Output) && HasNoBlanks((VariableColumn)source) && _cell.LeavesAlone((VariableColumn)source);

    public override void Convert(Column source, Column target, CellSink sink)
    {
        var values = (VariableColumn)source;
        var results = (VariableColumn)target;
        for (var row = 0; row < values.Count; row++)
        {
            if (values.IsNull(row))
            {
                sink.Missing(row);
                continue;
            }

            var value = values[row];
            var length = 0;
            var verdict = rules.Any ? rules.Judge(value) : Verdict.Good;
            if (verdict == Verdict.Good)
            {
                verdict = _cell.Convert(value, results.Reserve(_cell.MaxLength(value.Length)), out length);
            }

            if (!verdict.IsKept())
            {
                sink.Replace(row, verdict);
                continue;
            }

            results.Commit(length);
            if (verdict != Verdict.Good)
            {
                sink.Changed(row, verdict);
            }
        }
    }

    private bool HasNoBlanks(VariableColumn source)
    {
        if (!rules.Any)
        {
            return true;
        }

        for (var row = 0; row < source.Count; row++)
        {
            if (rules.Judge(source[row]) != Verdict.Good && !source.IsNull(row))
            {
                return false;
            }
        }

        return true;
    }
}
