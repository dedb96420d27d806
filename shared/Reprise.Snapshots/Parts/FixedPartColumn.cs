using Parquet;
using Parquet.Schema;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>A column of one machine word per value. No allocation per row.</summary>
/// <typeparam name="T">Value as Parquet.Net takes it.</typeparam>
/// <typeparam name="TWord">Its conversion; a struct, so that the loops are compiled for it.</typeparam>
internal sealed class FixedPartColumn<T, TWord>(DataField declared)
    : PartColumn(declared, Physical(declared), Physical(declared))
    where T : struct
    where TWord : struct, IWord<T>
{
    /// <inheritdoc/>
    public override async Task WriteAsync(ParquetRowGroupWriter group, Column column, CancellationToken cancellationToken)
    {
        var source = (FixedColumn)column;
        if (source.NullCount > 0)
        {
            using var levels = new Rented<int>(source.Count);
            using var present = new Rented<T>(source.Count);
            Levels.Fill(source, levels.Span);
            var count = Compact(source, levels.Span, present.Span);
            await group.WriteAllPartsAsync<T>(Written, present.Memory[..count], levels.Memory, null, cancellationToken);
        }
        else if (typeof(T) == typeof(long))
        {
            // The batch's own words: no copy. The box is one per column and row group.
            await group.WriteAllPartsAsync(Written, (ReadOnlyMemory<T>)(object)source.Memory, Levels.AllPresent(source.Count), null, cancellationToken);
        }
        else
        {
            using var values = new Rented<T>(source.Count);
            Convert(source.Values, values.Span);
            await group.WriteAllPartsAsync<T>(Written, values.Memory, Levels.AllPresent(source.Count), null, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task ReadAsync(ParquetRowGroupReader group, Column column, CancellationToken cancellationToken)
    {
        var rows = checked((int)group.RowCount);
        using var levels = new Rented<int>(rows);
        using var values = new Rented<T>(rows);
        await group.ReadRawAsync(Read, values.Memory, levels.Memory, null, cancellationToken);
        Append(levels.Span, values.Span, (FixedColumn)column);
    }

    private static DataField Physical(DataField declared) => new(declared.Name, typeof(T), isNullable: true, isArray: false);

    private static int Compact(FixedColumn source, ReadOnlySpan<int> levels, Span<T> present)
    {
        var words = source.Values;
        var count = 0;
        for (var row = 0; row < words.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                present[count++] = TWord.FromWord(words[row]);
            }
        }

        return count;
    }

    private static void Convert(ReadOnlySpan<long> words, Span<T> values)
    {
        for (var row = 0; row < words.Length; row++)
        {
            values[row] = TWord.FromWord(words[row]);
        }
    }

    private static void Append(ReadOnlySpan<int> levels, ReadOnlySpan<T> values, FixedColumn target)
    {
        var next = 0;
        for (var row = 0; row < levels.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                target.Append(TWord.ToWord(values[next++]));
            }
            else
            {
                target.AppendNull();
            }
        }
    }
}
