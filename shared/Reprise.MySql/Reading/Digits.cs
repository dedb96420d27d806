namespace Reprise.MySql.Reading;

/// <summary>ASCII digits as numbers.</summary>
internal static class Digits
{
    private const int MaxFraction = 6;

    /// <summary>Reads a run of digits that must be nothing else and fit an <see cref="int"/> (nine digits at most).</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 9)
        {
            return false;
        }

        foreach (var letter in text)
        {
            var digit = letter - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            value = (value * 10) + digit;
        }

        return true;
    }

    /// <summary>Reads nothing or <c>.f{1,6}</c> as microseconds.</summary>
    public static bool TryReadFraction(ReadOnlySpan<byte> text, out int micros)
    {
        micros = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '.' || text.Length > MaxFraction + 1 || !TryRead(text[1..], out micros))
        {
            return false;
        }

        for (var i = text.Length - 1; i < MaxFraction; i++)
        {
            micros *= 10;
        }

        return true;
    }
}
