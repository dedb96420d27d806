using System.Globalization;

namespace Reprise.Snapshots.Parts;

/// <summary>Decimals of 19 to 38 digits: canonical ASCII on one side, an unscaled 128-bit integer on the other.</summary>
internal static class WideDecimal
{
    /// <summary>Most digits of a Parquet DECIMAL that readers commonly take.</summary>
    public const int MaxDigits = 38;

    /// <summary>Bytes of the unscaled integer in the file.</summary>
    public const int Bytes = 16;

    /// <summary>Most bytes of the ASCII: sign, 38 digits and a leading zero, point.</summary>
    public const int MaxText = 41;

    /// <summary>The unscaled value of <c>-?digits(.digits)?</c> with exactly <paramref name="scale"/> decimals.</summary>
    /// <exception cref="FormatException">It is not of that form, or has more than 38 digits.</exception>
    public static Int128 Parse(ReadOnlySpan<byte> text, int scale)
    {
        var isNegative = text.Length > 0 && text[0] == (byte)'-';
        var digits = isNegative ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        if ((point < 0 ? 0 : digits.Length - point - 1) != scale)
        {
            throw new FormatException($"A decimal has not {scale} digits after the point.");
        }

        Int128 value = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            if (at != point)
            {
                value = checked((value * 10) + Digit(digits[at]));
            }
        }

        return isNegative ? -value : value;
    }

    /// <summary>Writes the canonical ASCII.</summary>
    /// <returns>Bytes written.</returns>
    public static int Format(Int128 unscaled, int scale, Span<byte> text)
    {
        var used = 0;
        if (Int128.IsNegative(unscaled))
        {
            text[used++] = (byte)'-';
        }

        Span<byte> digits = stackalloc byte[MaxText];
        Int128.Abs(unscaled).TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        var whole = Math.Max(count - scale, 0);
        if (whole == 0)
        {
            text[used++] = (byte)'0';
        }

        digits[..whole].CopyTo(text[used..]);
        used += whole;
        if (scale == 0)
        {
            return used;
        }

        text[used++] = (byte)'.';
        var zeros = scale - (count - whole);
        text.Slice(used, zeros).Fill((byte)'0');
        digits[whole..count].CopyTo(text[(used + zeros)..]);
        return used + scale;
    }

    private static int Digit(byte character)
    {
        var digit = character - '0';
        return digit is >= 0 and <= 9 ? digit : throw new FormatException("A decimal is not written in digits.");
    }
}
