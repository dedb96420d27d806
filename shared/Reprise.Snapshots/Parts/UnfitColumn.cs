using System.Buffers;
using System.Text.Json;
using ParquetSharp;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>The extra column <c>_reprise_unfit</c>: originals of values that their column could not hold; null for rows without any.</summary>
internal sealed class UnfitColumn
{
    private const string ColumnName = "_reprise_unfit";

    private readonly VariableColumn _documents = new(ColumnName, new ColumnType(ValueKind.Json));

    /// <summary>The column in the file.</summary>
    public PartColumn Part { get; } = PartColumns.For(ColumnName, new ColumnType(ValueKind.Json));

    /// <summary>Name of a source column in the part: its own, but one that reads as this column's with any number of underscores before it gets one more, so that no two names meet.</summary>
    public static string NameOf(string sourceColumn) =>
        sourceColumn.StartsWith('_') && sourceColumn.AsSpan().TrimStart('_').Equals(ColumnName.AsSpan(1), StringComparison.OrdinalIgnoreCase)
            ? $"_{sourceColumn}"
            : sourceColumn;

    /// <summary>Writes the last column chunk of a row group.</summary>
    public void Write(ColumnWriter writer, ColumnBatch batch)
    {
        _documents.Reset();
        Fill(InOrder(batch.Unfit), batch.RowCount);
        Part.Write(writer, _documents);
    }

    /// <summary>Reads the column chunk of a row group into the batch's unfit values.</summary>
    public void Read(ColumnReader reader, ColumnBatch batch)
    {
        _documents.Reset();
        Part.Read(reader, _documents);
        if (_documents.NullCount == _documents.Count)
        {
            return;
        }

        for (var row = 0; row < _documents.Count; row++)
        {
            if (!_documents.IsNull(row))
            {
                UnfitDocument.Read(_documents[row], row, batch);
            }
        }
    }

    private static UnfitValue[] InOrder(IReadOnlyList<UnfitValue> unfit)
    {
        UnfitValue[] values = [.. unfit];
        Array.Sort(values, static (left, right) => left.Row == right.Row ? left.Column.CompareTo(right.Column) : left.Row.CompareTo(right.Row));
        return values;
    }

    private void Fill(ReadOnlySpan<UnfitValue> unfit, int rows)
    {
        var output = new ArrayBufferWriter<byte>();
        Utf8JsonWriter? writer = null;
        for (var row = 0; row < rows; row++)
        {
            var count = 0;
            while (count < unfit.Length && unfit[count].Row == row)
            {
                count++;
            }

            if (count == 0)
            {
                _documents.AppendNull();
                continue;
            }

            writer ??= UnfitDocument.CreateWriter(output);
            writer.Reset();
            output.ResetWrittenCount();
            UnfitDocument.Write(writer, unfit[..count]);
            _documents.Append(output.WrittenSpan);
            unfit = unfit[count..];
        }

        writer?.Dispose();
    }
}
