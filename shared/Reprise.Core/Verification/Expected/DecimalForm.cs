using System.Globalization;

namespace Reprise.Core.Verification.Expected;

/// <summary>Decimal numbers as digits: without leading zeros, without zeros at the end of the fraction, zero without a sign.</summary>
internal static class DecimalForm
{
    /// <summary>More digits than any server prints of a number.</summary>
    private const int OnStack = 128;

    /// <summary>Appends a number, rounded half away from zero to the target's scale, which is what PostgreSQL's numeric does.</summary>
    /// <param name="text">Digits with optional sign and point.</param>
    /// <param name="precision">Digits that the target holds; 0 = any.</param>
    /// <param name="scale">Of them behind the point.</param>
    /// <param name="row">Takes the cell.</param>
    public static Reading Append(ReadOnlySpan<byte> text, int precision, int scale, CellRow row)
    {
        if (!TrySplit(text, out var isNegative, out var whole, out var fraction))
        {
            return Reading.Unfit;
        }

        var mostWhole = precision == 0 ? int.MaxValue : precision - scale;
        return precision == 0 || fraction.Length <= scale
            ? AppendExact(isNegative, whole, fraction, mostWhole, row)
            : AppendRounded(isNegative, whole, fraction, scale, mostWhole, row);
    }

    /// <summary>Splits digits; false when it is no number.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> text, out bool isNegative, out ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> fraction)
    {
        isNegative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
        {
            text = text[1..];
        }

        var point = text.IndexOf((byte)'.');
        whole = (point < 0 ? text : text[..point]).TrimStart((byte)'0');
        fraction = point < 0 ? [] : text[(point + 1)..];
        return text.Length > (point < 0 ? 0 : 1)
            && whole.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && fraction.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>A number with an exponent as digits without one.</summary>
    public static string Plain(string number)
    {
        var mark = number.IndexOfAny(['e', 'E']);
        var exponent = mark < 0 ? 0 : int.Parse(number.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = (mark < 0 ? number : number[..mark]).TrimStart('-');
        var sign = number.StartsWith('-') ? "-" : string.Empty;
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", string.Empty, StringComparison.Ordinal);
        var whole = (point < 0 ? digits.Length : point) + exponent;
        return whole <= 0
            ? $"{sign}0.{new string('0', -whole)}{digits}"
            : whole >= digits.Length ? $"{sign}{digits}{new string('0', whole - digits.Length)}" : $"{sign}{digits[..whole]}.{digits[whole..]}";
    }

    /// <summary>A number with more digits behind its point than are kept.</summary>
    private static Reading AppendRounded(bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int scale, int mostWhole, CellRow row)
    {
        // The digits start behind room for a carry.
        var end = 1 + whole.Length + scale;
        Span<byte> digits = end <= OnStack ? stackalloc byte[OnStack] : new byte[end];
        digits[0] = (byte)'0';
        whole.CopyTo(digits[1..]);
        fraction[..scale].CopyTo(digits[(1 + whole.Length)..]);
        if (fraction[scale] >= '5')
        {
            var carry = end - 1;
            while (digits[carry] == '9')
            {
                digits[carry--] = (byte)'0';
            }

            digits[carry]++;
        }

        return AppendExact(isNegative, digits[..(end - scale)].TrimStart((byte)'0'), digits[(end - scale)..end], mostWhole, row);
    }

    /// <summary>Digits, of which the whole ones begin with none that is 0.</summary>
    private static Reading AppendExact(bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int mostWhole, CellRow row)
    {
        if (whole.Length > mostWhole)
        {
            return Reading.Unfit;
        }

        fraction = fraction.TrimEnd((byte)'0');
        var room = row.Reserve(whole.Length + fraction.Length + 3);
        var length = 0;
        if (isNegative && (whole.Length > 0 || fraction.Length > 0))
        {
            room[length++] = (byte)'-';
        }

        if (whole.IsEmpty)
        {
            room[length++] = (byte)'0';
        }

        whole.CopyTo(room[length..]);
        length += whole.Length;
        if (!fraction.IsEmpty)
        {
            room[length++] = (byte)'.';
            fraction.CopyTo(room[length..]);
            length += fraction.Length;
        }

        row.Commit(length);
        return Reading.Value;
    }
}
