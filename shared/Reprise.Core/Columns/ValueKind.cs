namespace Reprise.Core.Columns;

/// <summary>What a column's values mean, independent of either database's spelling.</summary>
/// <remarks>
/// Fixed kinds are stored as one <see cref="long"/> per row, variable kinds as bytes; see <see cref="ColumnType.IsFixed"/>.
/// </remarks>
public enum ValueKind
{
    /// <summary>0 or 1.</summary>
    Boolean,

    /// <summary>Signed 16-bit integer.</summary>
    Int16,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>Unsigned 64-bit integer, stored as its bit pattern.</summary>
    UInt64,

    /// <summary>Exact decimal. Up to 18 digits: the unscaled integer. More: canonical ASCII (<c>-?digits(.digits)?</c>, exactly Scale decimals).</summary>
    Decimal,

    /// <summary>IEEE 754 single, stored as the bits of the equal double.</summary>
    Float32,

    /// <summary>IEEE 754 double, stored as its bits.</summary>
    Float64,

    /// <summary>Well-formed UTF-8. May hold U+0000: MySQL allows it, PostgreSQL does not.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>Days since 1970-01-01, proleptic Gregorian.</summary>
    Date,

    /// <summary>Local date and time without zone: microseconds since 1970-01-01T00:00:00.</summary>
    DateTime,

    /// <summary>Instant: microseconds since 1970-01-01T00:00:00Z.</summary>
    Timestamp,

    /// <summary>Signed duration in microseconds; MySQL's TIME reaches ±838:59:59.</summary>
    Time,

    /// <summary>JSON text in UTF-8, as the source wrote it.</summary>
    Json,

    /// <summary>16 bytes in RFC 9562 order.</summary>
    Uuid,

    /// <summary>Up to 64 bits, right-aligned; <see cref="ColumnType.Length"/> is the declared width.</summary>
    Bits,

    /// <summary>Labels of a MySQL SET in UTF-8, joined by commas (a label cannot hold one).</summary>
    TextSet,
}
