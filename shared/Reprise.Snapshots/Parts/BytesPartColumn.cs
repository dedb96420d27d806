using ParquetSharp;
using Reprise.Core.Columns;
using Column = Reprise.Core.Columns.Column;

namespace Reprise.Snapshots.Parts;

/// <summary>A column of bytes or UTF-8 text. The library takes and gives pointers to the bytes: one copy each way, no allocation per row.</summary>
internal sealed class BytesPartColumn(string name, PartType type) : PartColumn<ByteArray>(name, type)
{
    /// <inheritdoc/>
    public override unsafe void Write(ColumnWriter writer, Column column)
    {
        var source = (VariableColumn)column;
        var target = (ColumnWriter<ByteArray>)writer;
        using var levels = new Rented<short>(Levels.SliceRows);
        using var values = new Rented<ByteArray>(Levels.SliceRows);
        fixed (byte* bytes = source.Bytes)
        {
            for (var first = 0; first < source.Count; first += Levels.SliceRows)
            {
                var slice = levels.Span[..Math.Min(Levels.SliceRows, source.Count - first)];
                var present = Levels.Fill(source, first, slice);
                Point(source.Ends, first, slice, bytes, values.Span);
                target.WriteBatch(slice.Length, slice, default, values.Span[..present]);
            }
        }
    }

    private static unsafe void Point(ReadOnlySpan<int> ends, int first, ReadOnlySpan<short> levels, byte* bytes, Span<ByteArray> values)
    {
        var start = first == 0 ? 0 : ends[first - 1];
        var count = 0;
        for (var row = 0; row < levels.Length; row++)
        {
            var end = ends[first + row];
            if (levels[row] == Levels.Present)
            {
                values[count++] = new ByteArray((IntPtr)(bytes + start), end - start);
            }

            start = end;
        }
    }

    private protected override unsafe void Append(ReadOnlySpan<short> levels, ReadOnlySpan<ByteArray> values, Column target)
    {
        var column = (VariableColumn)target;
        var next = 0;
        for (var row = 0; row < levels.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                var value = values[next++];
                column.Append(new ReadOnlySpan<byte>((void*)value.Pointer, value.Length));
            }
            else
            {
                column.AppendNull();
            }
        }
    }
}
