using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From words to words.</summary>
internal sealed class WordConverter<TCell>(ColumnType output, TCell cell) : ColumnConverter(output)
    where TCell : struct, IWordCell
{
    private readonly TCell _cell = cell;

    public override bool CanHandOn(Column source)
    {
        if (!IsSameForm(source.Type, Output))
        {
            return false;
        }

        var values = ((FixedColumn)source).Values;
        for (var row = 0; row < values.Length; row++)
        {
            if ((_cell.Convert(values[row], out var result) != Verdict.Good || result != values[row]) && !source.IsNull(row))
            {
                return false;
            }
        }

        return true;
    }

    public override void Convert(Column source, Column target, CellSink sink)
    {
        var values = ((FixedColumn)source).Values;
        var results = (FixedColumn)target;
        var hasNulls = source.NullCount > 0;
        for (var row = 0; row < values.Length; row++)
        {
            if (hasNulls && source.IsNull(row))
            {
                sink.Missing(row);
                continue;
            }

            var verdict = _cell.Convert(values[row], out var result);
            if (!verdict.IsKept())
            {
                sink.Replace(row, verdict);
                continue;
            }

            results.Append(result);
            if (verdict != Verdict.Good)
            {
                sink.Changed(row, verdict);
            }
        }
    }
}
