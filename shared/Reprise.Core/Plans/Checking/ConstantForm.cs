using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Types;

namespace Reprise.Core.Plans.Checking;

/// <summary>Tells whether a constant of a plan is a value of a PostgreSQL type, by the parser that staging uses.</summary>
/// <remarks>
/// Stricter than the server where its input depends on settings or the clock, or would round: dates are ISO only, neither
/// <c>today</c> nor <c>now</c> is a constant. Of types unknown to Reprise only the server can tell, so any text passes.
/// </remarks>
internal static class ConstantForm
{
    /// <summary>True when the text is a value of the type.</summary>
    public static bool Fits(string text, PgType type) => Literal.TryParse(text, type) is not null;

    /// <summary>True when the text is a value of the type and can stand among what the rule makes of the source column's values.</summary>
    public static bool FitsAmong(string text, SourceColumnRule rule, SourceColumn from, PgType type) =>
        FitsAmong(text, rule.HasTextRules ? Outputs.PlainText : SnapshotTypes.For(from, profile: null), from, type, rule.BlankAsNull);

    /// <summary>True when the text is a value of the type and can stand among the source column's values as they are.</summary>
    public static bool FitsAs(string text, SourceColumn from, PgType type) => FitsAmong(text, SnapshotTypes.For(from, profile: null), from, type, blankAsNull: false);

    private static bool FitsAmong(string text, ColumnType values, SourceColumn from, PgType type, bool blankAsNull) =>
        Conversions.Find(values, SourceTraits.Of(from), type, blankAsNull) is { } converter ? Literal.TryParse(text, type, converter.Output) is not null : Fits(text, type);

    /// <summary>How a value of the type is written.</summary>
    public static string Advice(PgType type) => type.Kind switch
    {
        PgKind.Boolean => "Write true or false.",
        PgKind.Int2 or PgKind.Int4 or PgKind.Int8 => "Write a whole number in the type's range.",
        PgKind.Numeric when type.Precision == 0 => "Write a number with a point for decimals.",
        PgKind.Numeric => $"Write a number of at most {type.Precision} digits, {type.Scale} of them after the point.",
        PgKind.Varchar or PgKind.Char when type.Length > 0 => $"Write at most {type.Length} characters.",
        PgKind.Bytea => "Write \\x and hexadecimal digits.",
        PgKind.Date => "Write it as 2000-12-31.",
        PgKind.Time => $"Write it as 23:59:59{Fraction(type)}.",
        PgKind.Timestamp => $"Write it as 2000-12-31 23:59:59{Fraction(type)}.",
        PgKind.TimestampTz => $"Write it as 2000-12-31 23:59:59{Fraction(type)}+01:00.",
        PgKind.Interval => "Write it as hours, minutes and seconds, such as 838:59:59.",
        PgKind.Uuid => "Write it as 00000000-0000-0000-0000-000000000000.",
        PgKind.Bit => $"Write {type.Length} digits 0 or 1.",
        PgKind.TextArray => "Write it as {a,b}.",
        PgKind.Enum when type.Labels is { } labels => $"Write one of {string.Join(", ", labels.Select(label => $"'{label}'"))}.",
        _ => "Write it in PostgreSQL's input form.",
    };

    private static string Fraction(PgType type) => type.Precision == 0 ? string.Empty : $".{new string('9', type.Precision)}";
}
