using Reprise.Core.Mapping.Converters;

namespace Reprise.Core.Mapping.Text;

/// <summary>Fits decimal text into a precision and a scale, digit by digit: exact for any number of digits, without allocation.</summary>
internal static class DecimalDigits
{
    /// <summary>Most digits of PostgreSQL's numeric(p): https://www.postgresql.org/docs/current/datatype-numeric.html.</summary>
    public const int MaxPrecision = 1_000;

    /// <summary>Reads a decimal as the word of an unscaled integer; <paramref name="precision"/> is at most 18.</summary>
    public static Verdict ToWord(ReadOnlySpan<byte> text, int precision, int scale, out long word)
    {
        Span<byte> digits = stackalloc byte[precision + 1];
        word = 0;
        var verdict = Fit(text, precision, scale, digits, out var count, out var isNegative);
        if (verdict.IsKept())
        {
            foreach (var digit in digits[..count])
            {
                word = (word * 10) + (digit - '0');
            }

            word = isNegative ? -word : word;
        }

        return verdict;
    }

    /// <summary>Rewrites a decimal with exactly <paramref name="scale"/> decimals. <paramref name="room"/> holds <paramref name="precision"/> + 4 bytes.</summary>
    public static Verdict ToText(ReadOnlySpan<byte> text, int precision, int scale, Span<byte> room, out int length)
    {
        Span<byte> digits = stackalloc byte[precision + 1];
        length = 0;
        var verdict = Fit(text, precision, scale, digits, out var count, out var isNegative);
        if (!verdict.IsKept())
        {
            return verdict;
        }

        if (isNegative && digits[..count].IndexOfAnyExcept((byte)'0') >= 0)
        {
            room[length++] = (byte)'-';
        }

        var whole = digits[..(count - scale)];
        length += Append(room[length..], whole.IsEmpty ? "0"u8 : whole);
        if (scale > 0)
        {
            room[length++] = (byte)'.';
            length += Append(room[length..], digits[(count - scale)..count]);
        }

        return verdict;
    }

    /// <summary>Writes an unscaled integer with its point; returns the length. <paramref name="room"/> holds 22 bytes and the scale.</summary>
    public static int Write(long unscaled, int scale, Span<byte> room)
    {
        Span<byte> digits = stackalloc byte[20];
        var magnitude = unscaled < 0 ? 0UL - (ulong)unscaled : (ulong)unscaled;
        magnitude.TryFormat(digits, out var count);
        var length = 0;
        if (unscaled < 0)
        {
            room[length++] = (byte)'-';
        }

        if (count <= scale)
        {
            length += Append(room[length..], "0."u8);
            room.Slice(length, scale - count).Fill((byte)'0');
            length += scale - count;
            return length + Append(room[length..], digits[..count]);
        }

        length += Append(room[length..], digits[..(count - scale)]);
        if (scale > 0)
        {
            room[length++] = (byte)'.';
            length += Append(room[length..], digits[(count - scale)..count]);
        }

        return length;
    }

    /// <summary>Length of decimal text without the zeros that say nothing behind its point.</summary>
    public static int TrimmedLength(ReadOnlySpan<byte> text) => text.Contains((byte)'.') ? text.TrimEnd((byte)'0').TrimEnd((byte)'.').Length : text.Length;

    /// <summary>Digits of a number, the last <paramref name="scale"/> of them behind the point, without leading zeros before it. Rounds half away from zero, as PostgreSQL does.</summary>
    private static Verdict Fit(ReadOnlySpan<byte> text, int precision, int scale, Span<byte> digits, out int count, out bool isNegative)
    {
        count = 0;
        if (!TrySplit(text, out isNegative, out var whole, out var fraction))
        {
            return Verdict.NotConvertible;
        }

        whole = whole.TrimStart((byte)'0');
        fraction = fraction.TrimEnd((byte)'0');
        if (whole.Length > precision - scale)
        {
            return Verdict.OutOfRange;
        }

        var kept = Math.Min(fraction.Length, scale);
        whole.CopyTo(digits);
        fraction[..kept].CopyTo(digits[whole.Length..]);
        count = whole.Length + scale;
        digits[(whole.Length + kept)..count].Fill((byte)'0');
        if (fraction.Length <= scale)
        {
            return Verdict.Good;
        }

        if (fraction[scale] >= '5' && Increment(digits, ref count) && count - scale > precision - scale)
        {
            return Verdict.OutOfRange;
        }

        return Verdict.Truncated;
    }

    /// <summary>Adds one in the last place; true when that made one more digit.</summary>
    private static bool Increment(Span<byte> digits, ref int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            if (digits[i] < '9')
            {
                digits[i]++;
                return false;
            }

            digits[i] = (byte)'0';
        }

        digits[..count].CopyTo(digits[1..]);
        digits[0] = (byte)'1';
        count++;
        return true;
    }

    private static bool TrySplit(ReadOnlySpan<byte> text, out bool isNegative, out ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> fraction)
    {
        isNegative = !text.IsEmpty && text[0] == '-';
        if (isNegative || (!text.IsEmpty && text[0] == '+'))
        {
            text = text[1..];
        }

        var point = text.IndexOf((byte)'.');
        whole = point < 0 ? text : text[..point];
        fraction = point < 0 ? [] : text[(point + 1)..];
        return whole.Length + fraction.Length > 0
            && whole.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && fraction.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    private static int Append(Span<byte> room, ReadOnlySpan<byte> value)
    {
        value.CopyTo(room);
        return value.Length;
    }
}
