using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Types of staged columns, by target type.</summary>
internal static class Outputs
{
    public static readonly ColumnType Boolean = new(ValueKind.Boolean);
    public static readonly ColumnType Float4 = new(ValueKind.Float32);
    public static readonly ColumnType Float8 = new(ValueKind.Float64);
    public static readonly ColumnType Bytes = new(ValueKind.Binary);
    public static readonly ColumnType Date = new(ValueKind.Date);
    public static readonly ColumnType Json = new(ValueKind.Json);
    public static readonly ColumnType Uuid = new(ValueKind.Uuid);
    public static readonly ColumnType Set = new(ValueKind.TextSet);

    /// <summary>MySQL's largest decimal, for a numeric without limits that takes what has no scale of its own.</summary>
    private static readonly ColumnType Unlimited = new(ValueKind.Decimal, Precision: 65, Scale: 30);

    /// <summary>Range and type of an integer; null for other types.</summary>
    public static (long Min, long Max, ColumnType Type)? Integer(PgType target) => target.Kind switch
    {
        PgKind.Int2 => (short.MinValue, short.MaxValue, new ColumnType(ValueKind.Int16)),
        PgKind.Int4 => (int.MinValue, int.MaxValue, new ColumnType(ValueKind.Int32)),
        PgKind.Int8 => (long.MinValue, long.MaxValue, new ColumnType(ValueKind.Int64)),
        _ => null,
    };

    /// <summary>Type of a numeric; one without limits takes the source's own form.</summary>
    public static ColumnType Numeric(PgType target, ColumnType? own = null) =>
        target.Precision == 0 ? own ?? Unlimited : new ColumnType(ValueKind.Decimal, target.Precision, target.Scale);

    /// <summary>Limit in code points and type of a text; null for other types.</summary>
    public static (int Limit, ColumnType Type)? Text(PgType target) => target.Kind switch
    {
        PgKind.Text => (0, new ColumnType(ValueKind.Text)),
        PgKind.Varchar or PgKind.Char => (target.Length, new ColumnType(ValueKind.Text, Length: target.Length)),
        _ => null,
    };

    /// <summary>Type of labels and addresses, which are staged as text.</summary>
    public static ColumnType PlainText { get; } = new(ValueKind.Text);

    /// <summary>Type of a timestamp without time zone.</summary>
    public static ColumnType DateTime(PgType target) => new(ValueKind.DateTime, Precision: target.Precision);

    /// <summary>Type of a timestamp with time zone.</summary>
    public static ColumnType Timestamp(PgType target) => new(ValueKind.Timestamp, Precision: target.Precision);

    /// <summary>Type of a time of day or an interval, which keeps microseconds.</summary>
    public static ColumnType Time(PgType target) => new(ValueKind.Time, Precision: target.Kind == PgKind.Interval ? 6 : target.Precision);

    /// <summary>Type of a bit string.</summary>
    public static ColumnType Bits(PgType target) => new(ValueKind.Bits, Length: Width(target));

    /// <summary>Width of a bit string; PostgreSQL's <c>bit</c> is <c>bit(1)</c>.</summary>
    public static int Width(PgType target) => Math.Max(1, target.Length);
}
