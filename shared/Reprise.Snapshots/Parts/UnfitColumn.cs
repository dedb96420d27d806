using System.Buffers;
using Parquet;
using Parquet.Schema;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>The extra column <c>_reprise_unfit</c>: originals of values that their column could not hold; null for rows without any.</summary>
internal sealed class UnfitColumn
{
    private const string Name = "_reprise_unfit";

    /// <summary>What the file says the column is.</summary>
    public DataField Declared { get; } = new(Name, typeof(string), isNullable: true, isArray: false);

    /// <summary>What its values are.</summary>
    public DataField Physical { get; } = BytesPartColumn.Physical(Name);

    /// <summary>Name of a source column in the part: its own, but one that reads as this column's with any number of underscores before it gets one more, so that no two names meet.</summary>
    public static string NameOf(string sourceColumn) =>
        sourceColumn.StartsWith('_') && sourceColumn.AsSpan().TrimStart('_').Equals(Name.AsSpan(1), StringComparison.OrdinalIgnoreCase)
            ? $"_{sourceColumn}"
            : sourceColumn;

    /// <summary>Writes the last column chunk of a row group.</summary>
    public async Task WriteAsync(ParquetRowGroupWriter group, ColumnBatch batch, CancellationToken cancellationToken)
    {
        var unfit = InOrder(batch.Unfit);
        using var levels = new Rented<int>(batch.RowCount);
        using var documents = new Rented<ReadOnlyMemory<byte>>(unfit.Length);
        levels.Span.Clear();
        var count = Collect(unfit, levels.Span, documents.Span);
        await group.WriteAllPartsAsync<ReadOnlyMemory<byte>>(Physical, documents.Memory[..count], levels.Memory, null, cancellationToken);
    }

    /// <summary>Reads the column chunk of a row group into the batch's unfit values.</summary>
    public async Task ReadAsync(ParquetRowGroupReader group, ColumnBatch batch, CancellationToken cancellationToken)
    {
        var rows = checked((int)group.RowCount);
        using var levels = new Rented<int>(rows);
        using var documents = new Rented<ReadOnlyMemory<byte>>(rows);
        await group.ReadRawAsync(Physical, documents.Memory, levels.Memory, null, cancellationToken);
        var next = 0;
        for (var row = 0; row < rows; row++)
        {
            if (levels.Span[row] == Levels.Present)
            {
                UnfitDocument.Read(documents.Span[next++].Span, row, batch);
            }
        }
    }

    private static UnfitValue[] InOrder(IReadOnlyList<UnfitValue> unfit)
    {
        UnfitValue[] values = [.. unfit];
        Array.Sort(values, static (left, right) => left.Row == right.Row ? left.Column.CompareTo(right.Column) : left.Row.CompareTo(right.Row));
        return values;
    }

    private static int Collect(ReadOnlySpan<UnfitValue> unfit, Span<int> levels, Span<ReadOnlyMemory<byte>> documents)
    {
        if (unfit.IsEmpty)
        {
            return 0;
        }

        var output = new ArrayBufferWriter<byte>(64 * unfit.Length);
        var ends = new int[unfit.Length];
        var count = 0;
        using var writer = UnfitDocument.CreateWriter(output);
        for (var first = 0; first < unfit.Length; count++)
        {
            var row = unfit[first].Row;
            var next = first + 1;
            while (next < unfit.Length && unfit[next].Row == row)
            {
                next++;
            }

            writer.Reset();
            UnfitDocument.Write(writer, unfit[first..next]);
            levels[row] = Levels.Present;
            ends[count] = output.WrittenCount;
            first = next;
        }

        // Only now does the buffer no longer move.
        for (var index = 0; index < count; index++)
        {
            documents[index] = output.WrittenMemory[(index == 0 ? 0 : ends[index - 1])..ends[index]];
        }

        return count;
    }
}
