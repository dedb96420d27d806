using ParquetSharp;
using ParquetSharp.IO;
using Reprise.Core.Columns;
using Reprise.Snapshots.Parts;

namespace Reprise.Snapshots.Tests;

/// <summary>Rows go into parts and come back without an object per value.</summary>
public sealed class PartAllocationTests
{
    private const int Rows = 16_384;
    private const int Batches = 8;

    /// <summary>An object per value would be 24 bytes or more for each of 24.</summary>
    private const double MaxBytesPerRow = 2;

    [Fact]
    public void A_part_is_written_and_read_without_an_allocation_per_value()
    {
        var pool = new ColumnBatchPool(Samples.EveryKind);
        using var written = pool.Rent();
        using var read = pool.Rent();
        Fill(written);
        RoundTrip(written, read);

        var before = GC.GetAllocatedBytesForCurrentThread();
        RoundTrip(written, read);
        var perRow = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(Rows * Batches);

        Assert.Equal(Rows, read.RowCount);
        Assert.True(perRow < MaxBytesPerRow, $"{perRow:F2} bytes per row of {Samples.EveryKind.Length} values");
    }

    private static void RoundTrip(ColumnBatch written, ColumnBatch read)
    {
        var schema = new PartSchema(Samples.EveryKind);
        using var output = new BufferOutputStream(PartMemory.Native);
        using (var file = schema.Create(output))
        {
            for (var batch = 0; batch < Batches; batch++)
            {
                schema.Write(file, written);
            }

            file.Close();
        }

        using var content = new PartContent(output.Finish());
        using var bytes = content.Open();
        using var reader = new ParquetFileReader(bytes);
        for (var group = 0; group < Batches; group++)
        {
            read.Reset();
            schema.Read(reader, group, read);
        }
    }

    private static void Fill(ColumnBatch batch)
    {
        var text = "12.5"u8.ToArray();
        for (var row = 0; row < Rows; row++)
        {
            foreach (var column in batch.Columns)
            {
                if (row % 7 == 0)
                {
                    column.AppendNull();
                }
                else if (column is FixedColumn words)
                {
                    words.Append(column.Type.Kind is ValueKind.Float32 or ValueKind.Float64 ? BitConverter.DoubleToInt64Bits(row % 2) : row % 2);
                }
                else
                {
                    ((VariableColumn)column).Append(Value(column.Type, text));
                }
            }
        }
    }

    private static ReadOnlySpan<byte> Value(ColumnType type, ReadOnlySpan<byte> text) => type switch
    {
        { Kind: ValueKind.Uuid } => "0123456789abcdef"u8,
        { Kind: ValueKind.Decimal, Scale: 0 } => "7"u8,
        { Kind: ValueKind.Decimal, Scale: 25 } => "0.1234567890123456789012345"u8,
        { Kind: ValueKind.Decimal, Scale: 10 } => "7.1234567890"u8,
        { Kind: ValueKind.Decimal, Scale: 30 } => "7.123456789012345678901234567890"u8,
        _ => text,
    };
}
