using System.Numerics;
using System.Text;
using CsCheck;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Tests;

/// <summary>Columns of every kind, extreme values of each, and generators.</summary>
internal static class Samples
{
    public static readonly BatchColumn[] EveryKind =
    [
        new("boolean", new ColumnType(ValueKind.Boolean)),
        new("int16", new ColumnType(ValueKind.Int16)),
        new("int32", new ColumnType(ValueKind.Int32)),
        new("int64", new ColumnType(ValueKind.Int64)),
        new("uint64", new ColumnType(ValueKind.UInt64)),
        new("decimal5", new ColumnType(ValueKind.Decimal, 5, 2)),
        new("decimal9", new ColumnType(ValueKind.Decimal, 9, 9)),
        new("decimal18", new ColumnType(ValueKind.Decimal, 18, 4)),
        new("decimal19", new ColumnType(ValueKind.Decimal, 19, 0)),
        new("decimal25", new ColumnType(ValueKind.Decimal, 25, 25)),
        new("decimal38", new ColumnType(ValueKind.Decimal, 38, 10)),
        new("decimal65", new ColumnType(ValueKind.Decimal, 65, 30)),
        new("float32", new ColumnType(ValueKind.Float32)),
        new("float64", new ColumnType(ValueKind.Float64)),
        new("text", new ColumnType(ValueKind.Text, Length: 255)),
        new("binary", new ColumnType(ValueKind.Binary)),
        new("date", new ColumnType(ValueKind.Date)),
        new("datetime", new ColumnType(ValueKind.DateTime, 6)),
        new("timestamp", new ColumnType(ValueKind.Timestamp, 6)),
        new("time", new ColumnType(ValueKind.Time, 6)),
        new("json", new ColumnType(ValueKind.Json)),
        new("uuid", new ColumnType(ValueKind.Uuid)),
        new("bits", new ColumnType(ValueKind.Bits, Length: 64)),
        new("set", new ColumnType(ValueKind.TextSet)),
    ];

    private static readonly long MaxDateTime = (new DateTime(9999, 12, 31, 23, 59, 59) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    private static readonly long MinDateTime = (new DateTime(1, 1, 1) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
    private const long MaxTime = ((838L * 3600) + (59 * 60) + 59) * 1_000_000;

    /// <summary>Values of a fixed column as words: extremes first.</summary>
    public static Gen<long> Word(ColumnType type) => type.Kind switch
    {
        ValueKind.Boolean => Gen.Long[0, 1],
        ValueKind.Int16 => Range(short.MinValue, short.MaxValue),
        ValueKind.Int32 => Range(int.MinValue, int.MaxValue),
        ValueKind.Int64 or ValueKind.UInt64 or ValueKind.Bits => Range(long.MinValue, long.MaxValue),
        ValueKind.Decimal => Range(-Power(type.Precision) + 1, Power(type.Precision) - 1),
        ValueKind.Float32 => Gen.Float.Select(value => BitConverter.DoubleToInt64Bits(value)),
        ValueKind.Float64 => Gen.Double.Select(BitConverter.DoubleToInt64Bits),
        ValueKind.Date => Range(-719_162, 2_932_896),
        ValueKind.DateTime or ValueKind.Timestamp => Range(MinDateTime, MaxDateTime),
        ValueKind.Time => Range(-MaxTime, MaxTime),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Values of a variable column.</summary>
    public static Gen<byte[]> Bytes(ColumnType type) => type.Kind switch
    {
        ValueKind.Text => Gen.OneOf(Gen.Const(string.Empty), Gen.Const("é\0€😀"), Gen.String[Gen.Char['\0', 'ÿ'], 0, 40]).Select(Encoding.UTF8.GetBytes),
        ValueKind.Json => Gen.Const("""{"né":["é",1e400,null]}""").Select(Encoding.UTF8.GetBytes),
        ValueKind.TextSet => AnyOf(string.Empty, "a", "a,é").Select(Encoding.UTF8.GetBytes),
        ValueKind.Uuid => Gen.Byte.Array[16],
        ValueKind.Decimal => WideDecimal(type).Select(Encoding.ASCII.GetBytes),
        _ => Gen.Byte.Array[0, 40],
    };

    public static void Append(Column column, object value)
    {
        switch (column, value)
        {
            case (_, DBNull):
                column.AppendNull();
                break;
            case (FixedColumn target, long word):
                target.Append(word);
                break;
            case (VariableColumn target, byte[] bytes):
                target.Append(bytes);
                break;
            default:
                throw new ArgumentException("value does not fit the column", nameof(value));
        }
    }

    public static object Value(Column column, int row) => column switch
    {
        _ when column.IsNull(row) => DBNull.Value,
        FixedColumn source => source.Values[row],
        VariableColumn source => source[row].ToArray(),
        _ => throw new ArgumentException("unknown column", nameof(column)),
    };

    /// <summary>One of a few values.</summary>
    public static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<long> Range(long min, long max) => Gen.OneOf(AnyOf(min, max, 0L), Gen.Long[min, max]);

    private static long Power(int digits) => (long)BigInteger.Pow(10, digits);

    private static Gen<string> WideDecimal(ColumnType type)
    {
        var max = BigInteger.Pow(10, type.Precision) - 1;
        var unscaled = Gen.OneOf(
            AnyOf(max, -max, BigInteger.Zero, BigInteger.One, BigInteger.MinusOne),
            Gen.Byte.Array[1, 27].Select(bytes => BigInteger.Remainder(new BigInteger(bytes), max)));
        return unscaled.Select(value => Format(value, type.Scale));
    }

    private static string Format(BigInteger value, int scale)
    {
        var digits = BigInteger.Abs(value).ToString().PadLeft(scale + 1, '0');
        var text = scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}";
        return value.Sign < 0 ? $"-{text}" : text;
    }
}
