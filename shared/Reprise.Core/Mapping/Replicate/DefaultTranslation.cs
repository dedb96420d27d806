using System.Globalization;
using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Mapping.Text;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>A column default as a PostgreSQL expression.</summary>
/// <param name="Sql">The expression; null when there is none.</param>
/// <param name="Finding">Code of what was lost; null when nothing was.</param>
internal readonly record struct DefaultTranslation(string? Sql, string? Finding)
{
    private static readonly DefaultTranslation None = new(null, null);
    private static readonly DefaultTranslation NotCarried = new(null, FindingCodes.DefaultNotCarried);

    /// <summary>Translates the default of a column: literals by the column's type, and the few expressions that mean the same on both sides.</summary>
    public static DefaultTranslation Of(SourceColumn column, PgType type)
    {
        if (column.Default is not { } text || column.IsAutoIncrement || column.GenerationExpression is not null)
        {
            return None;
        }

        var isMoment = type.Kind is PgKind.Date or PgKind.Timestamp or PgKind.TimestampTz;
        return column.IsDefaultExpression || (isMoment && DefaultExpressions.IsClock(text))
            ? OfExpression(column, text, type)
            : OfLiteral(column, text, type);
    }

    private static DefaultTranslation OfExpression(SourceColumn column, string text, PgType type)
    {
        if (DefaultExpressions.Translate(text, type) is { } sql)
        {
            return new DefaultTranslation(sql, null);
        }

        return DefaultExpressions.TryLiteral(text, out var literal)
            ? literal is null ? None : OfLiteral(column, literal, type)
            : NotCarried;
    }

    private static DefaultTranslation OfLiteral(SourceColumn column, string text, PgType type) => type.Kind switch
    {
        PgKind.Boolean => (Bits(text) ?? text.Trim()) switch { "0" => new("false", null), "1" => new("true", null), _ => NotCarried },
        PgKind.Int2 or PgKind.Int4 or PgKind.Int8 or PgKind.Numeric or PgKind.Float4 or PgKind.Float8 => OfNumber(column, text.Trim(), type),
        PgKind.Text or PgKind.Varchar => text.Contains('\0', StringComparison.Ordinal) ? NotCarried : new(PgSql.Literal(text), null),
        PgKind.Date or PgKind.Timestamp or PgKind.TimestampTz => OfMoment(column, text, type),
        PgKind.Bit => Bits(text) is { } bits && bits.Length <= type.Length ? new($"B'{bits.PadLeft(type.Length, '0')}'", null) : NotCarried,
        PgKind.Bytea => new($"'\\x{Convert.ToHexStringLower(Bytes(column, text))}'", null),
        PgKind.TextArray => new(Array(text), null),
        _ => Literal.TryParse(text, type) is not null ? new(PgSql.Literal(text), null) : NotCarried,
    };

    private static DefaultTranslation OfNumber(SourceColumn column, string text, PgType type)
    {
        var number = Bits(text) is { } bits ? Convert.ToUInt64(bits, 2).ToString(CultureInfo.InvariantCulture) : text;
        if (Literal.TryParse(number, type) is null)
        {
            return NotCarried;
        }

        return column.DataType == "year" && number.TrimStart('0').Length == 0
            ? new DefaultTranslation(null, FindingCodes.ZeroDateDefault)
            : new DefaultTranslation(number, null);
    }

    private static DefaultTranslation OfMoment(SourceColumn column, string text, PgType type)
    {
        var verdict = MomentText.Moment(Encoding.UTF8.GetBytes(text), allowsZone: false, out _, out _);
        return verdict switch
        {
            Verdict.ZeroDate or Verdict.PartialDate or Verdict.ImpossibleDate => new DefaultTranslation(null, FindingCodes.ZeroDateDefault),

            // Which instant a local time is depends on the day it is written.
            Verdict.Good when type.Kind == PgKind.TimestampTz && column.DataType != "timestamp" => NotCarried,

            // The catalog was read with the session in UTC.
            Verdict.Good => new DefaultTranslation(PgSql.Literal(type.Kind == PgKind.TimestampTz ? $"{text.Trim()}+00" : text.Trim()), null),
            _ => NotCarried,
        };
    }

    /// <summary>Digits of <c>b'101'</c>; null for anything else.</summary>
    private static string? Bits(string text) =>
        text.Length is > 3 and <= 67 && text.StartsWith("b'", StringComparison.OrdinalIgnoreCase) && text[^1] == '\'' && text.AsSpan(2, text.Length - 3).IndexOfAnyExcept('0', '1') < 0
            ? text[2..^1]
            : null;

    private static byte[] Bytes(SourceColumn column, string text)
    {
        var isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && text.Length % 2 == 0 && text.Skip(2).All(char.IsAsciiHexDigit);
        var bytes = isHexadecimal ? Convert.FromHexString(text.AsSpan(2)) : Encoding.UTF8.GetBytes(text);

        // BINARY(n) is filled with zero bytes: https://dev.mysql.com/doc/refman/8.4/en/binary-varbinary.html.
        if (column is { DataType: "binary", Length: { } length } && bytes.Length < length)
        {
            System.Array.Resize(ref bytes, (int)length);
        }

        return bytes;
    }

    private static string Array(string labels) =>
        labels.Length == 0 ? "'{}'::text[]" : $"ARRAY[{string.Join(", ", labels.Split(',').Select(PgSql.Literal))}]::text[]";
}
