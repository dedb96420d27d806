namespace Reprise.Core.Catalogs;

/// <summary>PostgreSQL types that Reprise writes.</summary>
public enum PgKind
{
    /// <summary>boolean</summary>
    Boolean,

    /// <summary>smallint</summary>
    Int2,

    /// <summary>integer</summary>
    Int4,

    /// <summary>bigint</summary>
    Int8,

    /// <summary>numeric(precision, scale), or numeric when precision is 0</summary>
    Numeric,

    /// <summary>real</summary>
    Float4,

    /// <summary>double precision</summary>
    Float8,

    /// <summary>text</summary>
    Text,

    /// <summary>character varying(length), or without limit when length is 0</summary>
    Varchar,

    /// <summary>character(length)</summary>
    Char,

    /// <summary>bytea</summary>
    Bytea,

    /// <summary>date</summary>
    Date,

    /// <summary>time(precision) without time zone</summary>
    Time,

    /// <summary>timestamp(precision) without time zone</summary>
    Timestamp,

    /// <summary>timestamp(precision) with time zone</summary>
    TimestampTz,

    /// <summary>interval</summary>
    Interval,

    /// <summary>json</summary>
    Json,

    /// <summary>jsonb</summary>
    Jsonb,

    /// <summary>uuid</summary>
    Uuid,

    /// <summary>inet</summary>
    Inet,

    /// <summary>bit(length)</summary>
    Bit,

    /// <summary>text[]</summary>
    TextArray,

    /// <summary>An enum type; its labels are in <see cref="PgType.Labels"/>.</summary>
    Enum,

    /// <summary>Anything else: written only where the plan says how.</summary>
    Other,
}

/// <summary>The type of a target column.</summary>
/// <param name="Kind">Which type.</param>
/// <param name="Length">varchar, char: code points. bit: width. 0 = without limit.</param>
/// <param name="Precision">numeric: digits (0 = any). time, timestamp, timestamptz: fractional digits.</param>
/// <param name="Scale">numeric: digits after the point.</param>
/// <param name="Name">format_type's spelling, for enum and other types, and for messages.</param>
/// <param name="Labels">Labels of an enum type.</param>
public sealed record PgType(PgKind Kind, int Length = 0, int Precision = 0, int Scale = 0, string? Name = null, IReadOnlyList<string>? Labels = null);
