namespace Reprise.MySql.Reading;

/// <summary>Parses the text that MySQL writes for DECIMAL and integers, without allocating.</summary>
internal static class DecimalText
{
    /// <summary>Parses into the unscaled integer of a decimal.</summary>
    /// <param name="text"><c>-?digits(.digits)?</c>; leading zeros are allowed (ZEROFILL).</param>
    /// <param name="precision">Digits of the column, 18 at most.</param>
    /// <param name="scale">Digits after the point.</param>
    /// <param name="unscaled">The value times 10^scale.</param>
    /// <returns>False when the value has more digits than that, or is no number.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, int precision, int scale, out long unscaled)
    {
        unscaled = 0;
        if (!TrySplit(text, scale, out var isNegative, out var whole, out var fraction) || whole.Length > precision - scale)
        {
            return false;
        }

        if (!TryAdd(whole, ref unscaled) || !TryAdd(fraction, ref unscaled))
        {
            return false;
        }

        for (var i = fraction.Length; i < scale; i++)
        {
            unscaled *= 10;
        }

        unscaled = isNegative ? -unscaled : unscaled;
        return true;
    }

    /// <summary>Writes the canonical form: no sign on zero, no leading zeros but one before the point, exactly <paramref name="scale"/> decimals.</summary>
    /// <param name="text"><c>-?digits(.digits)?</c>.</param>
    /// <param name="precision">Digits of the column.</param>
    /// <param name="scale">Digits after the point.</param>
    /// <param name="target">At least <paramref name="text"/>'s length + <paramref name="scale"/> + 3 bytes.</param>
    /// <param name="written">Bytes written.</param>
    /// <returns>False when the value has more digits than that, or is no number.</returns>
    public static bool TryCanonicalize(ReadOnlySpan<byte> text, int precision, int scale, Span<byte> target, out int written)
    {
        written = 0;
        if (!TrySplit(text, scale, out var isNegative, out var whole, out var fraction) || whole.Length > precision - scale
            || !AreDigits(whole) || !AreDigits(fraction))
        {
            return false;
        }

        if (isNegative && (whole.Length > 0 || fraction.IndexOfAnyExcept((byte)'0') >= 0))
        {
            target[written++] = (byte)'-';
        }

        if (whole.IsEmpty)
        {
            target[written++] = (byte)'0';
        }

        whole.CopyTo(target[written..]);
        written += whole.Length;
        if (scale > 0)
        {
            target[written++] = (byte)'.';
            fraction.CopyTo(target[written..]);
            target.Slice(written + fraction.Length, scale - fraction.Length).Fill((byte)'0');
            written += scale;
        }

        return true;
    }

    /// <summary>Sign, whole part without leading zeros, and fraction without zeros beyond the scale.</summary>
    private static bool TrySplit(ReadOnlySpan<byte> text, int scale, out bool isNegative, out ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> fraction)
    {
        isNegative = !text.IsEmpty && text[0] == '-';
        text = isNegative ? text[1..] : text;
        var point = text.IndexOf((byte)'.');
        whole = (point < 0 ? text : text[..point]).TrimStart((byte)'0');
        fraction = point < 0 ? [] : text[(point + 1)..];
        if (fraction.Length > scale)
        {
            if (fraction[scale..].IndexOfAnyExcept((byte)'0') >= 0)
            {
                return false;
            }

            fraction = fraction[..scale];
        }

        return !text.IsEmpty;
    }

    private static bool TryAdd(ReadOnlySpan<byte> digits, ref long value)
    {
        foreach (var letter in digits)
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

    private static bool AreDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
