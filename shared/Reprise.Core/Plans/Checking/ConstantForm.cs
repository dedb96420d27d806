using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reprise.Core.Catalogs;

namespace Reprise.Core.Plans.Checking;

/// <summary>Tells whether a constant of a plan is a value of a PostgreSQL type.</summary>
/// <remarks>
/// Stricter than the server where its input depends on settings or the clock: dates are ISO only, and neither
/// <c>today</c> nor <c>now</c> is a constant. See https://www.postgresql.org/docs/current/datatype.html.
/// </remarks>
internal static partial class ConstantForm
{
    private static readonly string[] Dates = ["yyyy-MM-dd"];

    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFF"];

    private static readonly string[] Timestamps =
    [
        "yyyy-MM-dd",
        .. Times.Select(time => $"yyyy-MM-dd {time}"),
        .. Times.Select(time => $"yyyy-MM-dd'T'{time}"),
    ];

    private static readonly string[] ZonedTimestamps =
    [
        .. Timestamps,
        .. Timestamps.Skip(1).Select(format => $"{format}zzz"),
        .. Timestamps.Skip(1).Select(format => $"{format}'Z'"),
    ];

    private static readonly string[] Booleans = ["true", "false", "t", "f", "yes", "no", "y", "n", "on", "off", "1", "0"];

    /// <summary>True when the text is a value of the type; of types unknown here only the server can tell, so it is true.</summary>
    public static bool Fits(string text, PgType type) => type.Kind switch
    {
        PgKind.Boolean => Booleans.Contains(text, StringComparer.OrdinalIgnoreCase),
        PgKind.Int2 => IsInteger(text, short.MinValue, short.MaxValue),
        PgKind.Int4 => IsInteger(text, int.MinValue, int.MaxValue),
        PgKind.Int8 => IsInteger(text, long.MinValue, long.MaxValue),
        PgKind.Numeric => IsNumeric(text, type),
        PgKind.Float4 or PgKind.Float8 => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
        PgKind.Text => IsText(text, 0),
        PgKind.Varchar or PgKind.Char => IsText(text, type.Length),
        PgKind.Bytea => Hex().IsMatch(text),
        PgKind.Date => IsMoment(text, Dates),
        PgKind.Time => TimeOnly.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        PgKind.Timestamp => IsMoment(text, Timestamps),
        PgKind.TimestampTz => IsMoment(text, ZonedTimestamps),
        PgKind.Json or PgKind.Jsonb => IsJson(text),
        PgKind.Uuid => Guid.TryParseExact(text, "D", out _),
        PgKind.Inet => IsInet(text),
        PgKind.Bit => text.All(digit => digit is '0' or '1') && text.Length > 0 && (type.Length == 0 || text.Length == type.Length),
        PgKind.TextArray => text.StartsWith('{') && text.EndsWith('}'),
        PgKind.Enum => type.Labels?.Contains(text) ?? true,
        PgKind.Interval => !string.IsNullOrWhiteSpace(text),
        PgKind.Other => true,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

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
        PgKind.Time => "Write it as 23:59:59.",
        PgKind.Timestamp => "Write it as 2000-12-31 23:59:59.",
        PgKind.TimestampTz => "Write it as 2000-12-31 23:59:59+01:00.",
        PgKind.Uuid => "Write it as 00000000-0000-0000-0000-000000000000.",
        PgKind.Bit => $"Write {type.Length} digits 0 or 1.",
        PgKind.TextArray => "Write it as {a,b}.",
        PgKind.Enum when type.Labels is { } labels => $"Write one of {string.Join(", ", labels.Select(label => $"'{label}'"))}.",
        _ => "Write it in PostgreSQL's input form.",
    };

    private static bool IsInteger(string text, long min, long max) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max;

    private static bool IsNumeric(string text, PgType type)
    {
        if (Number().Match(text) is not { Success: true } number)
        {
            return false;
        }

        var whole = number.Groups["whole"].Value.TrimStart('0').Length;
        var fraction = number.Groups["fraction"].Value.TrimEnd('0').Length;
        return type.Precision == 0 || (fraction <= type.Scale && whole <= type.Precision - type.Scale);
    }

    private static bool IsText(string text, int length) =>
        !text.Contains('\0', StringComparison.Ordinal) && (length == 0 || text.EnumerateRunes().Count() <= length);

    private static bool IsMoment(string text, string[] formats) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out _);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsInet(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(address, out var parsed) || !(address.Contains(':', StringComparison.Ordinal) || address.Count(c => c == '.') == 3))
        {
            return false;
        }

        return slash < 0 || IsInteger(text[(slash + 1)..], 0, parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? 128 : 32);
    }

    [GeneratedRegex(@"^[+-]?(?<whole>\d*)(\.(?<fraction>\d*))?\z(?<=\d.*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\\x([0-9A-Fa-f]{2})*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hex();
}
