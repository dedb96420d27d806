using System.Globalization;
using Reprise.Core.Mapping.Masking;

namespace Reprise.Core.Quality;

/// <summary>The values of a group as one text, the same however source and target were read, and what of it may be shown.</summary>
public static class GroupKey
{
    /// <summary>Between values: a character that no text of either database holds by custom, U+001F.</summary>
    public const char Separator = '\u001f';

    /// <summary>Stands for null: PostgreSQL's text never holds U+0000.</summary>
    public const char Null = '\0';

    /// <summary>The group for reports: short numbers and dates as they are, since somebody has to find it; everything else masked, longer numbers too, which are people's.</summary>
    public static string Show(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length == 0 ? "*" : string.Join(" / ", key.Split(Separator).Select(Part));
    }

    private static string Part(string value) => value is [Null] ? "NULL" : IsShortNumber(value) || IsMoment(value) ? value : ValueMask.Mask(value);

    private static bool IsShortNumber(string value)
    {
        const int MostDigits = 6;
        return value.All(letter => char.IsAsciiDigit(letter) || letter is '-' or '.') && value.Count(char.IsAsciiDigit) <= MostDigits;
    }

    /// <summary>A day, <c>YYYY-MM-DD</c>, with or without a time behind a space.</summary>
    private static bool IsMoment(string value)
    {
        const int Day = 10;
        return value.Length >= Day
            && DateOnly.TryParseExact(value.AsSpan(0, Day), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && (value.Length == Day || (value[Day] == ' ' && value[Day..].All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '.' or ':' or '+' or '-')));
    }
}
