using System.Globalization;

namespace Reprise.Core.Verification.Expected;

/// <summary>Decimal numbers as digits: without leading zeros, without zeros at the end of the fraction, zero without a sign.</summary>
internal static class DecimalForm
{
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
        if (precision == 0 || fraction.Length <= scale)
        {
            return AppendExact(isNegative, whole, fraction.TrimEnd((byte)'0'), mostWhole, row);
        }

        var kept = Math.Min(scale, fraction.Length);
        var digits = row.Reserve(whole.Length + kept + 4);

        // The digits start behind room for the sign and a carry; the point comes last.
        digits[1] = (byte)'0';
        whole.CopyTo(digits[2..]);
        fraction[..kept].CopyTo(digits[(2 + whole.Length)..]);
        var end = 2 + whole.Length + kept;
        if (fraction[kept] >= '5')
        {
            var carry = end - 1;
            while (digits[carry] == '9')
            {
                digits[carry--] = (byte)'0';
            }

            digits[carry]++;
        }

        return Settle(digits, end, kept, isNegative, mostWhole, row);
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

    /// <summary>A number that is not rounded, which nearly all are: its digits are copied.</summary>
    private static Reading AppendExact(bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int mostWhole, CellRow row)
    {
        if (whole.Length > mostWhole)
        {
            return Reading.Unfit;
        }

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

    private static Reading Settle(Span<byte> digits, int end, int kept, bool isNegative, int mostWhole, CellRow row)
    {
        var point = end - kept;
        var start = 1;
        while (start < point - 1 && digits[start] == '0')
        {
            start++;
        }

        if (point - start > mostWhole && !(mostWhole == 0 && point - start == 1 && digits[start] == '0'))
        {
            return Reading.Unfit;
        }

        while (end > point && digits[end - 1] == '0')
        {
            end--;
        }

        if (end > point)
        {
            digits[point..end].CopyTo(digits[(point + 1)..]);
            digits[point] = (byte)'.';
            end++;
        }

        if (isNegative && digits[start..end].IndexOfAnyInRange((byte)'1', (byte)'9') >= 0)
        {
            digits[--start] = (byte)'-';
        }

        digits[start..end].CopyTo(digits);
        row.Commit(end - start);
        return Reading.Value;
    }
}
