using System.Globalization;

namespace Reprise.Core.Verification.Expected;

/// <summary>Integers as digits.</summary>
internal static class IntegerForm
{
    /// <summary>Appends a number.</summary>
    public static void Append(Int128 number, CellRow row)
    {
        number.TryFormat(row.Reserve(40), out var length, default, CultureInfo.InvariantCulture);
        row.Commit(length);
    }

    /// <summary>Appends the digits of a text, if it is an integer within the range.</summary>
    public static Reading Append(ReadOnlySpan<byte> text, Int128 min, Int128 max, CellRow row)
    {
        // Digits as a server prints them are their own canonical form.
        if (text.Length is > 0 and <= 18 && text[0] is >= (byte)'1' and <= (byte)'9' && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain))
        {
            if (plain > max || plain < min)
            {
                return Reading.Unfit;
            }

            row.Append(text);
            return Reading.Value;
        }

        if (!Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < min || number > max)
        {
            return Reading.Unfit;
        }

        Append(number, row);
        return Reading.Value;
    }

    /// <summary>Appends a number as so many binary digits.</summary>
    public static Reading AppendBits(ReadOnlySpan<byte> text, int width, CellRow row)
    {
        if (!UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (width < 128 && number >> width != 0))
        {
            return Reading.Unfit;
        }

        var room = row.Reserve(width);
        for (var i = 0; i < width; i++)
        {
            room[i] = (byte)('0' + (int)((number >> (width - 1 - i)) & 1));
        }

        row.Commit(width);
        return Reading.Value;
    }
}
