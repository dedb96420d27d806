using System.Runtime.InteropServices;
using Reprise.Core.Mapping.Text;

namespace Reprise.Core.Mapping.Converters;

/// <summary>The word as it is, in another kind of column.</summary>
internal readonly struct Unchanged : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = value;
        return Verdict.Good;
    }
}

/// <summary>A signed integer within a range.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct InRange(long min, long max) : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = value;
        return value >= min && value <= max ? Verdict.Good : Verdict.OutOfRange;
    }
}

/// <summary>An unsigned integer or bits up to a limit.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct UpTo(ulong max) : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = value;
        return (ulong)value <= max ? Verdict.Good : Verdict.OutOfRange;
    }
}

/// <summary>A YEAR: 0 is its zero date. See https://dev.mysql.com/doc/refman/8.4/en/year.html.</summary>
internal readonly struct YearNumber : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = value;
        return value == 0 ? Verdict.ZeroDate : Verdict.Good;
    }
}

/// <summary>0 or 1 and nothing else: what a 2 means only a plan can say.</summary>
internal readonly struct ZeroOrOne : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = value;
        return value is 0 or 1 ? Verdict.Good : Verdict.NotConvertible;
    }
}

/// <summary>An unscaled integer times a power of ten, within ± a limit.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Scaled(long factor, long limit) : IWordCell
{
    private readonly long _most = limit / factor;

    public Verdict Convert(long value, out long result)
    {
        var fits = value >= -_most && value <= _most;
        result = fits ? value * factor : 0;
        return fits ? Verdict.Good : Verdict.OutOfRange;
    }
}

/// <summary>An unscaled integer without its last digits, rounded half away from zero as PostgreSQL does.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Rounded(long divisor, long min, long max) : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = Math.DivRem(value, divisor, out var remainder);
        if (Math.Abs(remainder) >= divisor - Math.Abs(remainder))
        {
            result += Math.Sign(remainder);
        }

        if (result < min || result > max)
        {
            return Verdict.OutOfRange;
        }

        return remainder == 0 ? Verdict.Good : Verdict.Truncated;
    }
}

/// <summary>An integer as a double; beyond 2^53 not all of them have one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct IntegerToFloat(bool isUnsigned, bool isSingle) : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        var number = isUnsigned ? (double)(ulong)value : value;
        number = isSingle ? (float)number : number;
        result = BitConverter.DoubleToInt64Bits(number);
        var isExact = isUnsigned ? number < 18446744073709551616d && (ulong)number == (ulong)value : number < 9223372036854775808d && (long)number == value;
        return isExact ? Verdict.Good : Verdict.Truncated;
    }
}

/// <summary>A decimal as the nearest floating-point number, which is how a decimal is written in one.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct DecimalToFloat(int scale, bool isSingle) : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        Span<byte> room = stackalloc byte[CellText.MaxLength];
        return FloatReading.Read(room[..DecimalDigits.Write(value, scale, room)], isSingle, out result);
    }
}

/// <summary>A double as a single.</summary>
internal readonly struct FloatToSingle : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        var number = BitConverter.Int64BitsToDouble(value);
        var single = (double)(float)number;
        result = BitConverter.DoubleToInt64Bits(single);
        if (double.IsInfinity(single) && !double.IsInfinity(number))
        {
            return Verdict.OutOfRange;
        }

        return single.Equals(number) ? Verdict.Good : Verdict.Truncated;
    }
}

/// <summary>A floating-point number as an integer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct FloatToInteger(long min, long max) : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = 0;
        var number = BitConverter.Int64BitsToDouble(value);
        var whole = Math.Round(number, MidpointRounding.AwayFromZero);
        if (!(whole >= -9223372036854775808d && whole < 9223372036854775808d))
        {
            return Verdict.OutOfRange;
        }

        result = (long)whole;
        if (result < min || result > max)
        {
            return Verdict.OutOfRange;
        }

        return whole.Equals(number) ? Verdict.Good : Verdict.Truncated;
    }
}

/// <summary>A floating-point number as a decimal of at most 18 digits: the one that its shortest text says, so that 12.1 is 12.10.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct FloatToDecimal(bool isSingle, int precision, int scale) : IWordCell
{
    private readonly double _factor = Math.Pow(10, scale);

    // No two decimals of so many digits are the same number (FLT_DIG, DBL_DIG), so one that reads back as the number is its text.
    private readonly double _most = Math.Pow(10, Math.Min(precision, isSingle ? 6 : 15));

    public Verdict Convert(long value, out long result)
    {
        var number = BitConverter.Int64BitsToDouble(value);
        var scaled = Math.Round(number * _factor);
        if (Math.Abs(scaled) < _most && IsSame(scaled / _factor, number))
        {
            result = (long)scaled;
            return Verdict.Good;
        }

        Span<byte> room = stackalloc byte[FloatText.MaxPlainLength];
        return DecimalDigits.ToWord(room[..FloatText.WritePlain(number, isSingle, room)], precision, scale, out result);
    }

    private bool IsSame(double candidate, double number) => isSingle ? ((float)candidate).Equals((float)number) : candidate.Equals(number);
}

/// <summary>A word as a decimal of more than 18 digits.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct WordToDecimalText(Columns.ColumnType source, int precision, int scale) : IWordBytesCell
{
    public int MaxLength => precision + 4;

    public Verdict Convert(long value, Span<byte> room, out int length)
    {
        Span<byte> text = stackalloc byte[FloatText.MaxPlainLength];
        var written = source.Kind is Columns.ValueKind.Float32 or Columns.ValueKind.Float64
            ? FloatText.WritePlain(BitConverter.Int64BitsToDouble(value), source.Kind == Columns.ValueKind.Float32, text)
            : CellText.Write(source, value, isTrimmed: false, text);
        return DecimalDigits.ToText(text[..written], precision, scale, room, out length);
    }
}

/// <summary>Bits or an unsigned integer as a decimal of at most 18 digits.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct UnsignedToDecimal(long factor, long limit) : IWordCell
{
    private readonly ulong _most = (ulong)(limit / factor);

    public Verdict Convert(long value, out long result)
    {
        var fits = (ulong)value <= _most;
        result = fits ? value * factor : 0;
        return fits ? Verdict.Good : Verdict.OutOfRange;
    }
}

/// <summary>The text of a word, at most so many characters long; a ZEROFILL integer with the zeros that MySQL shows.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct WordToText(Columns.ColumnType source, int limit, int zeroFill) : IWordBytesCell
{
    public int MaxLength => CellText.MaxLength + zeroFill;

    public Verdict Convert(long value, Span<byte> room, out int length)
    {
        length = CellText.Write(source, value, isTrimmed: false, room);
        if (length < zeroFill)
        {
            room[..length].CopyTo(room[(zeroFill - length)..]);
            room[..(zeroFill - length)].Fill((byte)'0');
            length = zeroFill;
        }

        return limit == 0 || length <= limit ? Verdict.Good : Verdict.TooLong;
    }
}

/// <summary>The text of a YEAR.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct YearText(WordToText text) : IWordBytesCell
{
    public int MaxLength => text.MaxLength;

    public Verdict Convert(long value, Span<byte> room, out int length)
    {
        var verdict = text.Convert(value, room, out length);
        return value == 0 ? Verdict.ZeroDate : verdict;
    }
}
