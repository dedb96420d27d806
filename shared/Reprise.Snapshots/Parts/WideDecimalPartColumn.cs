using System.Numerics;
using Parquet;
using Parquet.Data;
using Parquet.Schema;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>Decimals of 19 to 38 digits as annotated fixed-length bytes. Parquet.Net takes them as big integers only: one or two small allocations per value.</summary>
internal sealed class WideDecimalPartColumn(BigDecimalDataField declared)
    : PartColumn(declared, new DataField(declared.Name, typeof(BigDecimal), isNullable: true, isArray: false), BytesPartColumn.Physical(declared.Name))
{
    private readonly int _precision = declared.Precision;
    private readonly int _scale = declared.Scale;

    /// <inheritdoc/>
    public override async Task WriteAsync(ParquetRowGroupWriter group, Column column, CancellationToken cancellationToken)
    {
        var source = (VariableColumn)column;
        using var levels = new Rented<int>(source.Count);
        using var values = new Rented<BigDecimal>(source.Count - source.NullCount);
        Levels.Fill(source, levels.Span);
        Collect(source, levels.Span, values.Span);
        await group.WriteAllPartsAsync<BigDecimal>(Written, values.Memory, levels.Memory, null, cancellationToken);
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

    private void Collect(VariableColumn source, ReadOnlySpan<int> levels, Span<BigDecimal> values)
    {
        var count = 0;
        for (var row = 0; row < levels.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                BigInteger unscaled = WideDecimal.Parse(source[row], _scale);
                values[count++] = new BigDecimal(unscaled, _precision, _scale);
            }
        }
    }

    private void Append(ReadOnlySpan<int> levels, ReadOnlySpan<ReadOnlyMemory<byte>> values, VariableColumn target)
    {
        var next = 0;
        for (var row = 0; row < levels.Length; row++)
        {
            if (levels[row] == Levels.Present)
            {
                var text = target.Reserve(WideDecimal.MaxText);
                target.Commit(WideDecimal.Format(WideDecimal.Read(values[next++].Span), _scale, text));
            }
            else
            {
                target.AppendNull();
            }
        }
    }
}
