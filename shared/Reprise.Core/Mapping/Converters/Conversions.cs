using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Types;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Which source values have a form in which target types: one exhaustive matrix, by source kind and then by target.</summary>
/// <remarks>
/// Staged columns have these types, which is what COPY has to write and what is read back for verification:
/// boolean Boolean; int2, int4, int8 a signed integer (of any width, its values in range); numeric Decimal; float4, float8 a double;
/// text, varchar, char, enum, inet Text; bytea Binary; date Date; time, interval Time; timestamp DateTime; timestamptz Timestamp;
/// json, jsonb Json; uuid Uuid; bit Bits; text[] TextSet.
/// A DATETIME becomes a timestamptz as time of the zone that the entity declares; without one, as if it were UTC (<see cref="Caution"/> says so).
/// </remarks>
public static class Conversions
{
    /// <summary>Code of a conversion that reads local time as UTC.</summary>
    public const string LocalTimeAsUtc = "local_time_as_utc";

    /// <summary>Code of a conversion whose byte order nobody declared.</summary>
    public const string ByteOrderAssumed = "byte_order_assumed";

    /// <summary>True when values of the column have a form in the type; single values may still be refused.</summary>
    public static bool CanConvert(SourceColumn source, PgType target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return Find(SnapshotTypes.For(source, profile: null), SourceTraits.Of(source), target, blankAsNull: false) is not null;
    }

    /// <summary>True when values of one type have a form in the other.</summary>
    public static bool CanConvert(ColumnType source, PgType target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return Find(source, default, target, blankAsNull: false) is not null;
    }

    /// <summary>Code of what somebody should know of a conversion that is possible; null = nothing.</summary>
    public static string? Caution(SourceColumn source, PgType target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        return (source.DataType, target.Kind) switch
        {
            ("datetime" or "date", PgKind.TimestampTz) => LocalTimeAsUtc,
            ("binary" or "varbinary", PgKind.Uuid) => ByteOrderAssumed,
            _ => null,
        };
    }

    /// <summary>The converter of a case; null when there is none.</summary>
    /// <param name="source">Type of the source values.</param>
    /// <param name="traits">What else is known of the source column.</param>
    /// <param name="target">Type of the target column.</param>
    /// <param name="blankAsNull">True when the plan makes blank text null.</param>
    internal static ColumnConverter? Find(ColumnType source, SourceTraits traits, PgType target, bool blankAsNull)
    {
        if (target is { Kind: PgKind.Numeric } && (target.Scale < 0 || target.Scale > target.Precision || target.Precision > Text.DecimalDigits.MaxPrecision))
        {
            return null;
        }

        return source.Kind switch
        {
            ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64 => IntegerConversions.Find(source, traits, target),
            ValueKind.UInt64 => UnsignedConversions.Find(source, traits, target),
            ValueKind.Decimal => DecimalConversions.Find(source, target),
            ValueKind.Float32 or ValueKind.Float64 => FloatConversions.Find(source, target),
            ValueKind.Text => TextConversions.Find(traits, blankAsNull, target),
            ValueKind.Json => TextConversions.FromJson(target),
            ValueKind.TextSet => TextConversions.FromSet(target, blankAsNull),
            ValueKind.Binary => ByteConversions.FromBinary(traits, target),
            ValueKind.Uuid => ByteConversions.FromUuid(target),
            ValueKind.Bits => ByteConversions.FromBits(source, target),
            ValueKind.Date => MomentConversions.FromDate(traits, target),
            ValueKind.DateTime => MomentConversions.FromDateTime(source, traits, target),
            ValueKind.Timestamp => MomentConversions.FromTimestamp(source, target),
            ValueKind.Time => MomentConversions.FromTime(source, target),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
