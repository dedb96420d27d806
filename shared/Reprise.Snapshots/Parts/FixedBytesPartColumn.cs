using ParquetSharp;
using Reprise.Core.Columns;
using Column = Reprise.Core.Columns.Column;

namespace Reprise.Snapshots.Parts;

/// <summary>A column whose values all have the same number of bytes in the file, and are encoded into them from what the column holds.</summary>
internal abstract class FixedBytesPartColumn(string name, PartType type) : PartColumn<FixedLenByteArray>(name, type)
{
    private readonly int _length = type.Length;

    /// <inheritdoc/>
    public override unsafe void Write(ColumnWriter writer, Column column)
    {
        var source = (VariableColumn)column;
        var target = (ColumnWriter<FixedLenByteArray>)writer;
        using var levels = new Rented<short>(Levels.SliceRows);
        using var values = new Rented<FixedLenByteArray>(Levels.SliceRows);
        using var encoded = new Rented<byte>(Levels.SliceRows * _length);
        fixed (byte* bytes = encoded.Span)
        {
            for (var first = 0; first < source.Count; first += Levels.SliceRows)
            {
                var slice = levels.Span[..Math.Min(Levels.SliceRows, source.Count - first)];
                var present = Levels.Fill(source, first, slice);
                Encode(source, first, slice, encoded.Span);
                for (var index = 0; index < present; index++)
                {
                    values.Span[index] = new FixedLenByteArray((IntPtr)(bytes + (index * _length)));
                }

                target.WriteBatch(slice.Length, slice, default, values.Span[..present]);
            }
        }
    }

    /// <summary>Writes one value into the bytes that it has in the file.</summary>
    private protected abstract void Encode(ReadOnlySpan<byte> value, Span<byte> encoded);

    /// <summary>Appends the value that those bytes stand for.</summary>
    private protected abstract void Decode(ReadOnlySpan<byte> encoded, VariableColumn target);

    private void Encode(VariableColumn source, int first, ReadOnlySpan<short> levels, Span<byte> encoded)
    {
        for (var row = 0; row < levels.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                Encode(source[first + row], encoded[.._length]);
                encoded = encoded[_length..];
            }
        }
    }

    private protected sealed override unsafe void Append(ReadOnlySpan<short> levels, ReadOnlySpan<FixedLenByteArray> values, Column target)
    {
        var column = (VariableColumn)target;
        var next = 0;
        for (var row = 0; row < levels.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                Decode(new ReadOnlySpan<byte>((void*)values[next++].Pointer, _length), column);
            }
            else
            {
                column.AppendNull();
            }
        }
    }
}
