using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From bytes to words.</summary>
internal sealed class BytesWordConverter<TCell>(ColumnType output, TCell cell, TextRules rules = default) : ColumnConverter(output)
    where TCell : struct, IBytesWordCell
{
    private readonly TCell _cell = cell;

    public override bool CanHandOn(Column source) => false;

    public override void Convert(Column source, Column target, CellSink sink)
    {
        var values = (VariableColumn)source;
        var results = (FixedColumn)target;
        for (var row = 0; row < values.Count; row++)
        {
            if (values.IsNull(row))
            {
                sink.Missing(row);
                continue;
            }

            var value = values[row];
            var result = 0L;
            var verdict = rules.Any ? rules.Judge(value) : Verdict.Good;
            if (verdict == Verdict.Good)
            {
                verdict = _cell.Convert(value, out result);
            }

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
