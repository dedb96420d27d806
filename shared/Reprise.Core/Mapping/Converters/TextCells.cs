using System.Runtime.InteropServices;
using System.Text.Unicode;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Text;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Limits of one field in PostgreSQL.</summary>
internal static class FieldLimits
{
    /// <summary>Most bytes of a text or bytea: one allocation, header off. See https://www.postgresql.org/docs/current/limits.html.</summary>
    public const int MaxBytes = 0x3FFF_FFFF - 4;

    /// <summary>Most bytes of a string inside jsonb, whose entries count 28 bits: src/include/utils/jsonb.h, JENTRY_OFFLENMASK.</summary>
    public const int MaxJsonString = 0x0FFF_FFFF;
}

/// <summary>Counts code points, which is what both servers' lengths mean.</summary>
internal static class CodePoints
{
    /// <summary>Code points of well-formed UTF-8.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            // Continuation bytes are 10xxxxxx.
            count += (unit & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }

    /// <summary>True when there are at most <paramref name="limit"/>; 0 = without limit.</summary>
    public static bool Fit(ReadOnlySpan<byte> text, int limit) => limit == 0 || text.Length <= limit || Count(text) <= limit;
}

/// <summary>Text of at most so many code points, without U+0000, which PostgreSQL cannot hold. Never cut.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ToText(int limit) : IBytesCell
{
    public bool LeavesAlone(VariableColumn source)
    {
        if (source.Bytes.Contains((byte)0))
        {
            return false;
        }

        // The source's own declaration spares counting.
        if ((limit == 0 || source.Type is { Kind: ValueKind.Text, Length: > 0 } && source.Type.Length <= limit) && source.Bytes.Length <= FieldLimits.MaxBytes)
        {
            return true;
        }

        for (var row = 0; row < source.Count; row++)
        {
            if (!CodePoints.Fit(source[row], limit) || source[row].Length > FieldLimits.MaxBytes)
            {
                return false;
            }
        }

        return true;
    }

    public int MaxLength(int length) => length;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        var verdict = Verdict.Good;
        length = value.Length;
        if (value.Contains((byte)0))
        {
            length = Strip(value, room);
            verdict = Verdict.NulRemoved;
        }
        else
        {
            value.CopyTo(room);
        }

        return length <= FieldLimits.MaxBytes && CodePoints.Fit(room[..length], limit) ? verdict : Verdict.TooLong;
    }

    private static int Strip(ReadOnlySpan<byte> value, Span<byte> room)
    {
        var length = 0;
        foreach (var unit in value)
        {
            if (unit != 0)
            {
                room[length++] = unit;
            }
        }

        return length;
    }
}

/// <summary>Bytes as text, where they are text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct BytesToText(int limit) : IBytesCell
{
    public bool LeavesAlone(VariableColumn source) => false;

    public int MaxLength(int length) => length;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        length = 0;
        return Utf8.IsValid(value) ? new ToText(limit).Convert(value, room, out length) : Verdict.InvalidText;
    }
}

/// <summary>Bytes as they are, as far as a field of PostgreSQL goes.</summary>
internal readonly struct ToBytes : IBytesCell
{
    public bool LeavesAlone(VariableColumn source) => source.Bytes.Length <= FieldLimits.MaxBytes;

    public int MaxLength(int length) => length;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        length = value.Length;
        value.CopyTo(room);
        return length <= FieldLimits.MaxBytes ? Verdict.Good : Verdict.TooLong;
    }
}

/// <summary>Text as a label of the target's enum.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ToLabel(byte[][] labels) : IBytesCell
{
    public bool LeavesAlone(VariableColumn source)
    {
        for (var row = 0; row < source.Count; row++)
        {
            if (!IsLabel(source[row]) && !source.IsNull(row))
            {
                return false;
            }
        }

        return true;
    }

    public int MaxLength(int length) => length;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        length = value.Length;
        value.CopyTo(room);
        return IsLabel(value) ? Verdict.Good : Verdict.UnknownLabel;
    }

    private bool IsLabel(ReadOnlySpan<byte> value)
    {
        foreach (var label in labels)
        {
            if (value.SequenceEqual(label))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Text as a UUID: 32 hexadecimal digits, with hyphens in their five places or none.</summary>
internal readonly struct TextToUuid : IBytesCell
{
    public bool LeavesAlone(VariableColumn source) => false;

    public int MaxLength(int length) => 16;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        length = 16;
        var text = Text.TextCursor.Trim(value);
        Span<byte> digits = stackalloc byte[32];
        if (text.Length == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-')
        {
            text[..8].CopyTo(digits);
            text[9..13].CopyTo(digits[8..]);
            text[14..18].CopyTo(digits[12..]);
            text[19..23].CopyTo(digits[16..]);
            text[24..].CopyTo(digits[20..]);
        }
        else if (text.Length == 32)
        {
            text.CopyTo(digits);
        }
        else
        {
            return Verdict.NotConvertible;
        }

        return System.Convert.FromHexString(digits, room, out _, out _) == System.Buffers.OperationStatus.Done ? Verdict.Good : Verdict.NotConvertible;
    }
}

/// <summary>Sixteen bytes as a UUID, in the order they are stored in.</summary>
internal readonly struct BytesToUuid : IBytesCell
{
    public bool LeavesAlone(VariableColumn source) => false;

    public int MaxLength(int length) => Math.Max(16, length);

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        length = value.Length;
        value.CopyTo(room);
        return length == 16 ? Verdict.Good : Verdict.NotConvertible;
    }
}

/// <summary>Bytes as a UUID whose time-high and time-low were exchanged: <c>HHHH MMMM LLLLLLLL</c> is <c>LLLLLLLL-MMMM-HHHH</c>.</summary>
internal readonly struct SwappedToUuid : IBytesCell
{
    public bool LeavesAlone(VariableColumn source) => false;

    public int MaxLength(int length) => 16;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        length = value.Length;
        if (length != 16)
        {
            return Verdict.NotConvertible;
        }

        value[4..8].CopyTo(room);
        value[2..4].CopyTo(room[4..]);
        value[..2].CopyTo(room[6..]);
        value[8..].CopyTo(room[8..]);
        return Verdict.Good;
    }
}

/// <summary>A stored geometry as well-known text.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct GeometryToText(int limit) : IBytesCell
{
    public bool LeavesAlone(VariableColumn source) => false;

    public int MaxLength(int length) => GeometryText.MaxLength(length);

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        var verdict = GeometryText.Write(value, room, out length);
        return verdict == Verdict.Good && limit > 0 && length > limit ? Verdict.TooLong : verdict;
    }
}

/// <summary>A UUID as text with hyphens.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct UuidToText(int limit) : IBytesCell
{
    private const int Length = 36;

    public bool LeavesAlone(VariableColumn source) => false;

    public int MaxLength(int length) => Length;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        new Guid(value, bigEndian: true).TryFormat(room, out length);
        return limit is 0 or >= Length ? Verdict.Good : Verdict.TooLong;
    }
}
