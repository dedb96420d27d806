using System.Diagnostics;
using Parquet.Schema;
using Reprise.Core.Columns;

namespace Reprise.Snapshots.Parts;

/// <summary>Which Parquet type holds which kind of value. All columns are optional.</summary>
/// <remarks>Annotations: https://github.com/apache/parquet-format/blob/master/LogicalTypes.md.</remarks>
internal static class PartColumns
{
    /// <summary>Most digits of a Parquet DECIMAL that readers commonly take (16 bytes).</summary>
    private const int MaxDecimalDigits = 38;

    // Parquet.Net declares a DECIMAL of up to nine digits as INT32.
    private const int MaxInt32Digits = 9;

    /// <summary>The column of a part for a column of a batch.</summary>
    public static PartColumn For(string name, ColumnType type) => type.Kind switch
    {
        ValueKind.Boolean => Fixed<bool, BooleanWord>(Plain<bool>(name)),
        ValueKind.Int16 => Fixed<short, Int16Word>(Plain<short>(name)),
        ValueKind.Int32 => Fixed<int, Int32Word>(Plain<int>(name)),
        ValueKind.Int64 => Fixed<long, Int64Word>(Plain<long>(name)),
        // TIME cannot hold what MySQL's TIME can: ±838:59:59. Signed microseconds.
        ValueKind.Time => Fixed<long, Int64Word>(Plain<long>(name)),
        ValueKind.UInt64 or ValueKind.Bits => Fixed<ulong, UInt64Word>(Plain<ulong>(name)),
        ValueKind.Decimal => Decimal(name, type),
        ValueKind.Float32 => Fixed<float, Float32Word>(Plain<float>(name)),
        ValueKind.Float64 => Fixed<double, Float64Word>(Plain<double>(name)),
        ValueKind.Date => Fixed<int, Int32Word>(Plain<DateOnly>(name)),
        ValueKind.DateTime => Fixed<long, Int64Word>(Micros(name, isUtc: false)),
        ValueKind.Timestamp => Fixed<long, Int64Word>(Micros(name, isUtc: true)),
        // Parquet.Net has no JSON annotation to declare: UTF8.
        ValueKind.Text or ValueKind.Json or ValueKind.TextSet => new BytesPartColumn(Plain<string>(name)),
        // A UUID annotation would come with wrong statistics (Parquet.Net 6.1.0 writes their bytes in mixed order): plain bytes.
        ValueKind.Binary or ValueKind.Uuid => new BytesPartColumn(Plain<byte[]>(name)),
        _ => throw new UnreachableException($"No Parquet type for {type.Kind}."),
    };

    private static PartColumn Decimal(string name, ColumnType type)
    {
        // Precision 0 says that nothing is known but that an unscaled value fits a long.
        var precision = type.Precision == 0 ? ColumnType.MaxUnscaledDigits : type.Precision;
        return precision switch
        {
            <= MaxInt32Digits => Fixed<int, Int32Word>(new DecimalDataField(name, precision, type.Scale, isNullable: true)),
            <= ColumnType.MaxUnscaledDigits => Fixed<long, Int64Word>(new DecimalDataField(name, precision, type.Scale, isNullable: true)),
            <= MaxDecimalDigits => new WideDecimalPartColumn(new BigDecimalDataField(name, precision, type.Scale, isNullable: true)),
            _ => new BytesPartColumn(Plain<string>(name)),
        };
    }

    private static DataField Plain<T>(string name) => new(name, typeof(T), isNullable: true, isArray: false);

    private static DateTimeDataField Micros(string name, bool isUtc) =>
        new(name, DateTimeFormat.Timestamp, isUtc, DateTimeTimeUnit.Micros, isNullable: true);

    private static FixedPartColumn<T, TWord> Fixed<T, TWord>(DataField declared)
        where T : struct
        where TWord : struct, IWord<T> => new(declared);
}
