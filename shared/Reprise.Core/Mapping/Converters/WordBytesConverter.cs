using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>From words to bytes.</summary>
internal sealed class WordBytesConverter<TCell>(ColumnType output, TCell cell) : ColumnConverter(output)
    where TCell : struct, IWordBytesCell
{
    private readonly TCell _cell = cell;

    public override bool CanHandOn(Column source) => false;

    public override void Convert(Column source, Column target, CellSink sink)
    {
        var values = ((FixedColumn)source).Values;
        var results = (VariableColumn)target;
        var hasNulls = source.NullCount > 0;
        for (var row = 0; row < values.Length; row++)
        {
            if (hasNulls && source.IsNull(row))
            {
                sink.Missing(row);
                continue;
            }

            var verdict = _cell.Convert(values[row], results.Reserve(_cell.MaxLength), out var length);
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
}
