using System.Diagnostics;
using ParquetSharp;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>Which Parquet type holds which kind of value.</summary>
/// <remarks>Annotations: https://github.com/apache/parquet-format/blob/master/LogicalTypes.md.</remarks>
internal static class PartColumns
{
    private const int MaxInt32Digits = 9;

    private static readonly PartType Text = new(PhysicalType.ByteArray, LogicalType.String);
    private static readonly PartType Bytes = new(PhysicalType.ByteArray, LogicalType.None);
    private static readonly PartType Uuid = new(PhysicalType.FixedLenByteArray, LogicalType.Uuid, UuidPartColumn.Length);

    /// <summary>The column of a part for a column of a batch.</summary>
    public static PartColumn For(string name, ColumnType type) => type.Kind switch
    {
        ValueKind.Boolean => new FixedPartColumn<bool, BooleanWord>(name, new PartType(PhysicalType.Boolean, LogicalType.None)),
        ValueKind.Int16 => new FixedPartColumn<int, Int16Word>(name, Integer(PhysicalType.Int32, 16, isSigned: true)),
        ValueKind.Int32 => new FixedPartColumn<int, Int32Word>(name, Integer(PhysicalType.Int32, 32, isSigned: true)),
        ValueKind.Int64 => Word(name, Integer(PhysicalType.Int64, 64, isSigned: true)),
        // TIME cannot hold what MySQL's TIME can: ±838:59:59. Signed microseconds.
        ValueKind.Time => Word(name, Integer(PhysicalType.Int64, 64, isSigned: true)),
        ValueKind.UInt64 or ValueKind.Bits => Word(name, Integer(PhysicalType.Int64, 64, isSigned: false)),
        ValueKind.Decimal => Decimal(name, type),
        ValueKind.Float32 => new FixedPartColumn<float, Float32Word>(name, new PartType(PhysicalType.Float, LogicalType.None)),
        ValueKind.Float64 => new FixedPartColumn<double, Float64Word>(name, new PartType(PhysicalType.Double, LogicalType.None)),
        ValueKind.Date => new FixedPartColumn<int, Int32Word>(name, new PartType(PhysicalType.Int32, LogicalType.Date)),
        ValueKind.DateTime => Word(name, Micros(isUtc: false)),
        ValueKind.Timestamp => Word(name, Micros(isUtc: true)),
        // JSON is what the source calls JSON: MariaDB keeps any text under that name, and readers that check would refuse the column.
        ValueKind.Text or ValueKind.Json or ValueKind.TextSet => new BytesPartColumn(name, Text),
        ValueKind.Binary => new BytesPartColumn(name, Bytes),
        ValueKind.Uuid => new UuidPartColumn(name, Uuid),
        _ => throw new UnreachableException($"No Parquet type for {type.Kind}."),
    };

    private static PartColumn Decimal(string name, ColumnType type)
    {
        // Precision 0 says that nothing is known but that an unscaled value fits a long.
        var precision = type.Precision == 0 ? ColumnType.MaxUnscaledDigits : type.Precision;
        var annotation = () => LogicalType.Decimal(precision, type.Scale);
        return precision switch
        {
            <= MaxInt32Digits => new FixedPartColumn<int, Int32Word>(name, new PartType(PhysicalType.Int32, annotation)),
            <= ColumnType.MaxUnscaledDigits => Word(name, new PartType(PhysicalType.Int64, annotation)),
            <= WideDecimal.MaxDigits => new WideDecimalPartColumn(name, new PartType(PhysicalType.FixedLenByteArray, annotation, WideDecimal.Bytes), type.Scale),
            _ => new BytesPartColumn(name, Text),
        };
    }

    private static FixedPartColumn<long, Int64Word> Word(string name, PartType type) => new(name, type);

    private static PartType Integer(PhysicalType physical, int bits, bool isSigned) => new(physical, () => LogicalType.Int(bits, isSigned));

    private static PartType Micros(bool isUtc) => new(PhysicalType.Int64, () => LogicalType.Timestamp(isUtc, TimeUnit.Micros));
}
