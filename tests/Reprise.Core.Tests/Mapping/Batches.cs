using System.Globalization;
using System.Text;
using Reprise.Core.Columns;

namespace Reprise.Core.Tests.Mapping;

/// <summary>A value that the snapshot's type cannot hold.</summary>
internal sealed record Unfit(UnfitReason Reason, string Original);

/// <summary>A column of a batch to be built.</summary>
internal sealed record Cells(string Name, ColumnType Type, params object?[] Values);

/// <summary>Builds batches from plain values.</summary>
internal static class Batches
{
    public static ColumnBatch Of(params Cells[] columns)
    {
        var batch = new ColumnBatch([.. columns.Select(column => Column.Create(column.Name, column.Type))]);
        for (var row = 0; row < columns[0].Values.Length; row++)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                if (columns[i].Values[row] is Unfit unfit)
                {
                    batch.Columns[i].AppendNull();
                    batch.AddUnfit(new UnfitValue(row, i, unfit.Reason, Encoding.UTF8.GetBytes(unfit.Original)));
                }
                else
                {
                    Append(batch.Columns[i], columns[i].Values[row]);
                }
            }
        }

        return batch;
    }

    public static void Append(Column column, object? value)
    {
        switch (column, value)
        {
            case (_, null):
                column.AppendNull();
                break;
            case (FixedColumn words, _):
                words.Append(Word(words.Type, value));
                break;
            case (VariableColumn bytes, byte[] raw):
                bytes.Append(raw);
                break;
            case (VariableColumn bytes, Guid id):
                bytes.Append(id.ToByteArray(bigEndian: true));
                break;
            case (VariableColumn bytes, string text):
                bytes.Append(Encoding.UTF8.GetBytes(text));
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is no value of {column.Type.Kind}.", nameof(value));
        }
    }

    private static long Word(ColumnType type, object value) => value switch
    {
        bool flag => flag ? 1 : 0,
        ulong number => unchecked((long)number),
        double number => BitConverter.DoubleToInt64Bits(number),
        float number => BitConverter.DoubleToInt64Bits(number),
        decimal number => (long)(number * (decimal)Math.Pow(10, type.Scale)),
        DateOnly date => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber,
        DateTime moment => (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond,
        TimeSpan duration => duration.Ticks / TimeSpan.TicksPerMicrosecond,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };
}
