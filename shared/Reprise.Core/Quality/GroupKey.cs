using Reprise.Core.Mapping.Masking;

namespace Reprise.Core.Quality;

/// <summary>The values of a group as one text, the same however source and target were read, and what of it may be shown.</summary>
public static class GroupKey
{
    /// <summary>Between values: a character that no text of either database holds by custom, U+001F.</summary>
    public const char Separator = '\u001f';

    /// <summary>Stands for null: PostgreSQL's text never holds U+0000.</summary>
    public const char Null = '\0';

    /// <summary>The group for reports: numbers and dates as they are, since somebody has to find it; everything else masked.</summary>
    public static string Show(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length == 0 ? "*" : string.Join(" / ", key.Split(Separator).Select(Part));
    }

    private static string Part(string value)
    {
        const int LongestShown = 19;
        return value switch
        {
            [Null] => "NULL",
            { Length: <= LongestShown } when value.All(letter => char.IsAsciiDigit(letter) || letter is '-' or '.' or ':' or ' ') => value,
            _ => ValueMask.Mask(value),
        };
    }
}
