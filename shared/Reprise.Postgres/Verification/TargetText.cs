using Reprise.Core.Catalogs;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Verification;

/// <summary>SQL that makes PostgreSQL print a value in the form that verification compares.</summary>
/// <remarks>Depends on the session's settings: see <see cref="Settings"/>.</remarks>
internal static class TargetText
{
    /// <summary>Settings that decide how values are printed.</summary>
    public const string Settings = "SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 1; SET LOCAL intervalstyle = 'postgres'";

    /// <summary>An expression of type text, or bytea for bytes.</summary>
    /// <param name="type">Type of the column.</param>
    /// <param name="column">The column as SQL.</param>
    public static string Of(PgType type, string column) => type.Kind switch
    {
        PgKind.Bytea => column,
        PgKind.Boolean => $"{column}::int::text",

        // MySQL's TIME is a duration without days or months of its own.
        PgKind.Interval => $"(extract(epoch FROM {column}) * 1000000)::bigint::text",

        // A null among the labels must not read as if it were not there.
        PgKind.TextArray => $"array_to_string({column}, ',', {Sql.Literal("\u0001")})",
        _ => $"{column}::text",
    };

    /// <summary>The value of a text in the form that verification compares: the way back.</summary>
    /// <param name="type">Type of the value.</param>
    /// <param name="text">The text as SQL.</param>
    public static string Parsed(PgType type, string text) => type.Kind switch
    {
        PgKind.Interval => $"({text} || ' microseconds')::interval",
        PgKind.TextArray => $"string_to_array({text}, ',')",
        _ => $"{text}::{PgTypes.Sql(type)}",
    };
}
