using Parquet;
using Parquet.Schema;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>A column of bytes or UTF-8 text. No string is made; Parquet.Net allocates a length prefix per value written and an array per value read.</summary>
internal sealed class BytesPartColumn(DataField declared) : PartColumn(declared, Physical(declared.Name), Physical(declared.Name))
{
    /// <summary>A field of bytes without annotation.</summary>
    public static DataField Physical(string name) => new(name, typeof(ReadOnlyMemory<byte>), isNullable: true, isArray: false);

    /// <inheritdoc/>
    public override async Task WriteAsync(ParquetRowGroupWriter group, Column column, CancellationToken cancellationToken)
    {
        var source = (VariableColumn)column;
        using var levels = new Rented<int>(source.Count);
        using var values = new Rented<ReadOnlyMemory<byte>>(source.Count - source.NullCount);
        Levels.Fill(source, levels.Span);
        Collect(source, levels.Span, values.Span);
        await group.WriteAllPartsAsync<ReadOnlyMemory<byte>>(Written, values.Memory, levels.Memory, null, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task ReadAsync(ParquetRowGroupReader group, Column column, CancellationToken cancellationToken)
    {
        var rows = checked((int)group.RowCount);
        using var levels = new Rented<int>(rows);
        using var values = new Rented<ReadOnlyMemory<byte>>(rows);
        await group.ReadRawAsync(Read, values.Memory, levels.Memory, null, cancellationToken);
        Append(levels.Span, values.Span, (VariableColumn)column);
    }

    private static void Collect(VariableColumn source, ReadOnlySpan<int> levels, Span<ReadOnlyMemory<byte>> values)
    {
        var count = 0;
        for (var row = 0; row < levels.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                values[count++] = source.Memory(row);
            }
        }
    }

    private static void Append(ReadOnlySpan<int> levels, ReadOnlySpan<ReadOnlyMemory<byte>> values, VariableColumn target)
    {
        var next = 0;
        for (var row = 0; row < levels.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                target.Append(values[next++].Span);
            }
            else
            {
                target.AppendNull();
            }
        }
    }
}
