using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Types;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>PostgreSQL types of replicated columns: the narrowest that holds every value of the source as it is.</summary>
internal static class ReplicaTypes
{
    /// <summary>Digits of 2^64-1.</summary>
    private const int UnsignedDigits = 20;

    /// <summary>The type of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="type">Type of its values, the same for both ends of a foreign key.</param>
    public static PgType For(SourceColumn column, ColumnType type) => type.Kind switch
    {
        ValueKind.Boolean => new(PgKind.Boolean),
        ValueKind.Int16 => new(PgKind.Int2),
        ValueKind.Int32 => new(PgKind.Int4),
        ValueKind.Int64 => new(PgKind.Int8),
        ValueKind.UInt64 => new(PgKind.Numeric, Precision: UnsignedDigits),
        ValueKind.Decimal => new(PgKind.Numeric, Precision: type.Precision, Scale: type.Scale),
        ValueKind.Float32 => new(PgKind.Float4),
        ValueKind.Float64 => new(PgKind.Float8),
        ValueKind.Text => ForText(column, type),

        // Well-known text says what it is to everybody; PostGIS, if it is there, makes its type of it.
        ValueKind.Binary when SourceTypes.IsGeometry(column.DataType) => new(PgKind.Text),
        ValueKind.Binary => new(PgKind.Bytea),
        ValueKind.Date => new(PgKind.Date),
        ValueKind.DateTime => new(PgKind.Timestamp, Precision: type.Precision),
        ValueKind.Timestamp => new(PgKind.TimestampTz, Precision: type.Precision),

        // MySQL's TIME is a duration that reaches ±838 hours.
        ValueKind.Time => new(PgKind.Interval),

        // json keeps the text as it is; jsonb would reorder keys, drop duplicates and refuse U+0000.
        ValueKind.Json => new(PgKind.Json),
        ValueKind.Uuid => new(PgKind.Uuid),
        ValueKind.Bits => new(PgKind.Bit, Length: type.Length),
        ValueKind.TextSet => new(PgKind.TextArray),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>CHAR becomes varchar: PostgreSQL's char pads with spaces that MySQL removes when it reads. PostgreSQL has no varchar(0).</summary>
    private static PgType ForText(SourceColumn column, ColumnType type) =>
        column.DataType is "char" or "varchar" && type.Length > 0 ? new(PgKind.Varchar, Length: type.Length) : new(PgKind.Text);

    /// <summary>True for a type that PostgreSQL numbers by itself.</summary>
    public static bool CanBeIdentity(PgType type) => type.Kind is PgKind.Int2 or PgKind.Int4 or PgKind.Int8;

    /// <summary>True for a type with an order, so that a B-tree can index it.</summary>
    public static bool CanBeIndexed(PgType type) => type.Kind is not (PgKind.Json or PgKind.Other);

    /// <summary>True when a foreign key may compare the two: see the operators of https://www.postgresql.org/docs/current/btree.html.</summary>
    public static bool CanRefer(PgType from, PgType to) =>
        from.Kind == to.Kind
        || (CanBeIdentity(from) && (CanBeIdentity(to) || to.Kind == PgKind.Numeric))
        || (IsText(from) && IsText(to));

    /// <summary>True for a type of characters.</summary>
    public static bool IsText(PgType type) => type.Kind is PgKind.Text or PgKind.Varchar or PgKind.Char;

    /// <summary>True for a type of whole numbers and one of yes and no.</summary>
    public static bool IsWhole(PgType type) => type.Kind is PgKind.Int2 or PgKind.Int4 or PgKind.Int8 or PgKind.Boolean || type is { Kind: PgKind.Numeric, Precision: > 0, Scale: 0 };

    /// <summary>True for a type that says which value the source had: whole numbers, and what became the type that holds every value as it is. Not floats, of which two can be one, nor documents.</summary>
    public static bool IsExact(SourceColumn column, ColumnType from, PgType to) =>
        IsWhole(to)
        || (from.Kind is ValueKind.Decimal or ValueKind.Date or ValueKind.DateTime or ValueKind.Timestamp or ValueKind.Time or ValueKind.Binary or ValueKind.Uuid or ValueKind.Bits
            && !SourceTypes.IsGeometry(column.DataType)
            && to == For(column, from));

    /// <summary>True for text that MySQL compares without regard to case or accents.</summary>
    public static bool IgnoresCase(SourceColumn column) =>
        column.Collation is { } collation
        && Collations.IgnoresCase(collation)
        && !SourceTypes.IsBinary(column.DataType);
}
