using System.Globalization;

namespace Reprise.Core.Mapping.Text;

/// <summary>The shortest decimal that reads back as the same floating-point number: what a person typed in, in all but contrived cases.</summary>
internal static class FloatText
{
    /// <summary>Bytes that the shortest form has at most, with sign and exponent.</summary>
    public const int MaxLength = 32;

    /// <summary>Bytes that the form without exponent has at most: 5E-324 has 324 decimals, and 17 digits may follow the zeros.</summary>
    public const int MaxPlainLength = 352;

    /// <summary>Writes the shortest form, with an exponent for very large and small numbers. Zero has no sign.</summary>
    public static int Write(double value, bool isSingle, Span<byte> room)
    {
        // Adding zero makes a positive zero of a negative one.
        var number = value + 0.0;
        var fits = isSingle
            ? ((float)number).TryFormat(room, out var length, default, CultureInfo.InvariantCulture)
            : number.TryFormat(room, out length, default, CultureInfo.InvariantCulture);
        return fits ? length : throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>Writes the shortest form without exponent; of a number that is not finite what the runtime writes, which is no decimal.</summary>
    public static int WritePlain(double value, bool isSingle, Span<byte> room)
    {
        Span<byte> shortest = stackalloc byte[MaxLength];
        var text = shortest[..Write(value, isSingle, shortest)];
        var mark = text.IndexOf((byte)'E');
        if (mark < 0)
        {
            text.CopyTo(room);
            return text.Length;
        }

        var exponent = int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return Spread(text[..mark], exponent, room);
    }

    private static int Spread(ReadOnlySpan<byte> mantissa, int exponent, Span<byte> room)
    {
        var length = 0;
        if (mantissa[0] == '-')
        {
            room[length++] = (byte)'-';
            mantissa = mantissa[1..];
        }

        // One digit stands before the mantissa's point; the number's point is so many digits further right.
        Span<byte> digits = stackalloc byte[MaxLength];
        digits[0] = mantissa[0];
        var behind = mantissa.Length > 2 ? mantissa[2..] : [];
        behind.CopyTo(digits[1..]);
        var count = 1 + behind.Length;
        var point = 1 + exponent;
        if (point <= 0)
        {
            room[length++] = (byte)'0';
            room[length++] = (byte)'.';
            room.Slice(length, -point).Fill((byte)'0');
            length += -point;
            digits[..count].CopyTo(room[length..]);
            return length + count;
        }

        for (var i = 0; i < Math.Max(count, point); i++)
        {
            if (i == point)
            {
                room[length++] = (byte)'.';
            }

            room[length++] = i < count ? digits[i] : (byte)'0';
        }

        return length;
    }
}
