using System.Diagnostics;
using Reprise.Core.Catalogs;

namespace Reprise.Postgres.Catalog;

/// <summary>PostgreSQL types between catalog, SQL and <see cref="PgType"/>.</summary>
internal static class PgTypes
{
    /// <summary>Header that typmods of lengths and numeric carry (VARHDRSZ).</summary>
    private const int Header = 4;

    /// <summary>The type of a column from pg_type and its typmod; -1 = no modifier.</summary>
    public static PgType FromCatalog(string name, bool isEnum, int modifier, string spelling, IReadOnlyList<string>? labels)
    {
        if (isEnum)
        {
            return new PgType(PgKind.Enum, Name: spelling, Labels: labels);
        }

        var type = name switch
        {
            "bool" => new PgType(PgKind.Boolean),
            "int2" => new PgType(PgKind.Int2),
            "int4" => new PgType(PgKind.Int4),
            "int8" => new PgType(PgKind.Int8),
            "numeric" when modifier < Header => new PgType(PgKind.Numeric),
            "numeric" => new PgType(PgKind.Numeric, Precision: ((modifier - Header) >> 16) & 0xffff, Scale: (((modifier - Header) & 0x7ff) ^ 1024) - 1024),
            "float4" => new PgType(PgKind.Float4),
            "float8" => new PgType(PgKind.Float8),
            // citext is text whose equality ignores case: staged under its own name, it finds duplicates as the application's indexes do.
            "text" or "citext" => new PgType(PgKind.Text),
            "varchar" => new PgType(PgKind.Varchar, Length: Math.Max(modifier - Header, 0)),
            "bpchar" => new PgType(PgKind.Char, Length: Math.Max(modifier - Header, 0)),
            "bytea" => new PgType(PgKind.Bytea),
            "date" => new PgType(PgKind.Date),
            "time" => new PgType(PgKind.Time, Precision: Fraction(modifier)),
            "timestamp" => new PgType(PgKind.Timestamp, Precision: Fraction(modifier)),
            "timestamptz" => new PgType(PgKind.TimestampTz, Precision: Fraction(modifier)),
            "interval" => new PgType(PgKind.Interval, Precision: 6),
            "json" => new PgType(PgKind.Json),
            "jsonb" => new PgType(PgKind.Jsonb),
            "uuid" => new PgType(PgKind.Uuid),
            "inet" => new PgType(PgKind.Inet),
            "bit" => new PgType(PgKind.Bit, Length: Math.Max(modifier, 1)),
            "_text" => new PgType(PgKind.TextArray),
            _ => new PgType(PgKind.Other),
        };
        return type with { Name = spelling };
    }

    /// <summary>The type as DDL writes it.</summary>
    public static string Sql(PgType type) => type.Name ?? type.Kind switch
    {
        PgKind.Boolean => "boolean",
        PgKind.Int2 => "smallint",
        PgKind.Int4 => "integer",
        PgKind.Int8 => "bigint",
        PgKind.Numeric when type.Precision == 0 => "numeric",
        PgKind.Numeric => $"numeric({type.Precision},{type.Scale})",
        PgKind.Float4 => "real",
        PgKind.Float8 => "double precision",
        PgKind.Text => "text",
        PgKind.Varchar when type.Length == 0 => "varchar",
        PgKind.Varchar => $"varchar({type.Length})",
        PgKind.Char => $"char({Math.Max(type.Length, 1)})",
        PgKind.Bytea => "bytea",
        PgKind.Date => "date",
        PgKind.Time => $"time({type.Precision})",
        PgKind.Timestamp => $"timestamp({type.Precision})",
        PgKind.TimestampTz => $"timestamptz({type.Precision})",
        PgKind.Interval => "interval",
        PgKind.Json => "json",
        PgKind.Jsonb => "jsonb",
        PgKind.Uuid => "uuid",
        PgKind.Inet => "inet",
        PgKind.Bit => $"bit({Math.Max(type.Length, 1)})",
        PgKind.TextArray => "text[]",
        _ => throw new UnreachableException($"No DDL for {type.Kind} without a name."),
    };

    /// <summary>The type in a staging table: what only the server knows how to read is staged as text, and cast when it is used.</summary>
    public static string Staged(PgType type) => type.Kind == PgKind.Other ? "text" : Sql(type);

    private static int Fraction(int modifier) => modifier < 0 ? 6 : modifier;
}
