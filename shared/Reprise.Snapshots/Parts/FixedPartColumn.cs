using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParquetSharp;
using Reprise.Core.Columns;
using Column = Reprise.Core.Columns.Column;

namespace Reprise.Snapshots.Parts;

/// <summary>A column of one machine word per value. No allocation per row.</summary>
/// <typeparam name="T">Value as Parquet stores it.</typeparam>
/// <typeparam name="TWord">Its conversion; a struct, so that the loops are compiled for it.</typeparam>
internal sealed class FixedPartColumn<T, TWord>(string name, PartType type) : PartColumn<T>(name, type)
    where T : unmanaged
    where TWord : struct, IWord<T>
{
    // Values of eight bytes are the words themselves: they are not converted one by one.
    private static readonly bool IsWord = Unsafe.SizeOf<T>() == sizeof(long);

    /// <inheritdoc/>
    public override void Write(ColumnWriter writer, Column column)
    {
        var source = (FixedColumn)column;
        var target = (ColumnWriter<T>)writer;
        using var levels = new Rented<short>(Levels.SliceRows);
        using var values = new Rented<T>(Levels.SliceRows);
        for (var first = 0; first < source.Count; first += Levels.SliceRows)
        {
            var words = source.Values[first..Math.Min(first + Levels.SliceRows, source.Count)];
            var slice = levels.Span[..words.Length];
            var present = Levels.Fill(source, first, slice);
            if (present == words.Length && IsWord)
            {
                target.WriteBatch(words.Length, slice, default, MemoryMarshal.Cast<long, T>(words));
            }
            else
            {
                Convert(words, slice, values.Span);
                target.WriteBatch(words.Length, slice, default, values.Span[..present]);
            }
        }
    }

    private static void Convert(ReadOnlySpan<long> words, ReadOnlySpan<short> levels, Span<T> present)
    {
        var count = 0;
        for (var row = 0; row < words.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                present[count++] = TWord.FromWord(words[row]);
            }
        }
    }

    private protected override void Append(ReadOnlySpan<short> levels, ReadOnlySpan<T> values, Column target)
    {
        var column = (FixedColumn)target;
        if (values.Length == levels.Length && IsWord)
        {
            column.Append(MemoryMarshal.Cast<T, long>(values));
            return;
        }

        var next = 0;
        for (var row = 0; row < levels.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                column.Append(TWord.ToWord(values[next++]));
            }
            else
            {
                column.AppendNull();
            }
        }
    }
}
