namespace Reprise.MySql.Reading;

/// <summary>Parses the text that MySQL writes for TIME, without allocating.</summary>
internal static class DurationText
{
    /// <summary>Parses <c>-?H{2,3}:MM:SS(.f{1,6})?</c> into signed microseconds.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        var isNegative = !text.IsEmpty && text[0] == '-';
        if (isNegative)
        {
            text = text[1..];
        }

        var colon = text.IndexOf((byte)':');
        if (colon < 1 || text.Length < colon + 6 || text[colon + 3] != ':'
            || !Digits.TryRead(text[..colon], out var hours)
            || !Digits.TryRead(text[(colon + 1)..(colon + 3)], out var minutes)
            || !Digits.TryRead(text[(colon + 4)..(colon + 6)], out var seconds)
            || !Digits.TryReadFraction(text[(colon + 6)..], out var fraction))
        {
            return false;
        }

        micros = (((((hours * 60L) + minutes) * 60) + seconds) * 1_000_000) + fraction;
        micros = isNegative ? -micros : micros;
        return true;
    }
}
