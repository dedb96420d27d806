using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Reprise.Core.Mapping.Text;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Text as an integer: digits with an optional sign, white space around them ignored.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ReadInteger(long min, long max) : IBytesWordCell
{
    public Verdict Convert(ReadOnlySpan<byte> value, out long result)
    {
        var text = TextCursor.Trim(value);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result))
        {
            return result >= min && result <= max ? Verdict.Good : Verdict.OutOfRange;
        }

        var digits = text.Length > 18 ? text.TrimStart("+-"u8) : [];
        return !digits.IsEmpty && digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 ? Verdict.OutOfRange : Verdict.NotConvertible;
    }
}

/// <summary>Decimal text of more than 18 digits as an integer.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct DecimalTextToInteger(long min, long max) : IBytesWordCell
{
    public Verdict Convert(ReadOnlySpan<byte> value, out long result)
    {
        result = 0;
        Span<byte> room = stackalloc byte[24];
        var verdict = DecimalDigits.ToText(value, 19, 0, room, out var length);
        if (!verdict.IsKept())
        {
            return verdict;
        }

        return long.TryParse(room[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result) && result >= min && result <= max
            ? verdict
            : Verdict.OutOfRange;
    }
}

/// <summary>Text as a decimal of at most 18 digits.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ReadDecimal(int precision, int scale) : IBytesWordCell
{
    public Verdict Convert(ReadOnlySpan<byte> value, out long result) => DecimalDigits.ToWord(TextCursor.Trim(value), precision, scale, out result);
}

/// <summary>Text as a decimal of more than 18 digits.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ReadDecimalText(int precision, int scale) : IBytesCell
{
    public bool LeavesAlone(Columns.VariableColumn source) =>
        source.Type.Kind == Columns.ValueKind.Decimal && source.Type.Scale == scale && source.Type.Precision <= precision;

    public int MaxLength(int length) => precision + 4;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length) =>
        DecimalDigits.ToText(TextCursor.Trim(value), precision, scale, room, out length);
}

/// <summary>Text as a floating-point number.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ReadFloat(bool isSingle) : IBytesWordCell
{
    public Verdict Convert(ReadOnlySpan<byte> value, out long result) => FloatReading.Read(TextCursor.Trim(value), isSingle, out result);
}

/// <summary>Text as a boolean: PostgreSQL's own words and their French counterparts, in any case.</summary>
internal readonly struct ReadBoolean : IBytesWordCell
{
    private const int LongestWord = 5;

    public Verdict Convert(ReadOnlySpan<byte> value, out long result)
    {
        var text = TextCursor.Trim(value);
        result = 0;
        if (text.Length > LongestWord)
        {
            return Verdict.NotConvertible;
        }

        Span<byte> room = stackalloc byte[LongestWord];
        Ascii.ToLower(text, room, out var length);
        ReadOnlySpan<byte> word = room[..length];
        if (word.SequenceEqual("1"u8) || word.SequenceEqual("t"u8) || word.SequenceEqual("true"u8) || word.SequenceEqual("y"u8) || word.SequenceEqual("yes"u8)
            || word.SequenceEqual("on"u8) || word.SequenceEqual("o"u8) || word.SequenceEqual("oui"u8) || word.SequenceEqual("vrai"u8))
        {
            result = 1;
            return Verdict.Good;
        }

        return word.SequenceEqual("0"u8) || word.SequenceEqual("f"u8) || word.SequenceEqual("false"u8) || word.SequenceEqual("n"u8) || word.SequenceEqual("no"u8)
            || word.SequenceEqual("off"u8) || word.SequenceEqual("non"u8) || word.SequenceEqual("faux"u8)
            ? Verdict.Good
            : Verdict.NotConvertible;
    }
}

/// <summary>Text as a date.</summary>
internal readonly struct ReadDate : IBytesWordCell
{
    public Verdict Convert(ReadOnlySpan<byte> value, out long result) => MomentText.Date(value, out result);
}

/// <summary>Text as a date and time. Where it names no zone, it is time of the source's, or of UTC.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ReadMoment(long unit, bool allowsZone, LocalClock? clock) : IBytesWordCell
{
    public Verdict Convert(ReadOnlySpan<byte> value, out long result)
    {
        var verdict = MomentText.Moment(value, allowsZone, out var microseconds, out var hasZone);
        if (clock is not null && !hasZone && verdict.IsKept() && clock.ToUtc(microseconds, out microseconds) is var settled and not Verdict.Good)
        {
            verdict = settled;
        }

        var cut = new CutTo(unit).Convert(microseconds, out result);
        return verdict == Verdict.Good ? cut : verdict;
    }
}

/// <summary>Text as a duration.</summary>
internal readonly struct ReadDuration : IBytesWordCell
{
    public Verdict Convert(ReadOnlySpan<byte> value, out long result) => MomentText.Duration(value, out result);
}

/// <summary>Text as a time of day.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ReadTimeOfDay(long unit) : IBytesWordCell
{
    public Verdict Convert(ReadOnlySpan<byte> value, out long result)
    {
        result = 0;
        var verdict = MomentText.Duration(value, out var microseconds);
        if (!verdict.IsKept())
        {
            return verdict;
        }

        var cut = new TimeOfDay(unit).Convert(microseconds, out result);
        return cut == Verdict.Good ? verdict : cut;
    }
}

/// <summary>Text of digits 0 and 1 as bits.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ReadBits(int width) : IBytesWordCell
{
    public Verdict Convert(ReadOnlySpan<byte> value, out long result)
    {
        result = 0;
        if (value.Length != width || width > 64 || value.IndexOfAnyExcept((byte)'0', (byte)'1') >= 0)
        {
            return Verdict.NotConvertible;
        }

        foreach (var digit in value)
        {
            result = (result << 1) | (long)(digit & 1);
        }

        return Verdict.Good;
    }
}
