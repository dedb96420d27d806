using System.Diagnostics;
using System.Globalization;
using System.Text;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Text;

/// <summary>The text of a value: of a number its digits, of a moment its ISO form. One spelling for text columns, keys and samples.</summary>
internal static class CellText
{
    /// <summary>Bytes that the text of a word has at most.</summary>
    public const int MaxLength = 48;

    /// <summary>Writes the text of a word.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="word">The word.</param>
    /// <param name="isTrimmed">True: without zeros at the end of a fraction, so that equal values of unequal types have the same text. False: as many as the type declares, as MySQL prints it.</param>
    /// <param name="room">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(ColumnType type, long word, bool isTrimmed, Span<byte> room)
    {
        var length = 0;
        switch (type.Kind)
        {
            case ValueKind.Boolean or ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64:
                word.TryFormat(room, out length, default, CultureInfo.InvariantCulture);
                return length;
            case ValueKind.UInt64 or ValueKind.Bits:
                ((ulong)word).TryFormat(room, out length, default, CultureInfo.InvariantCulture);
                return length;
            case ValueKind.Decimal:
                length = DecimalDigits.Write(word, type.Scale, room);
                return isTrimmed ? DecimalDigits.TrimmedLength(room[..length]) : length;
            case ValueKind.Float32 or ValueKind.Float64:
                return FloatText.Write(BitConverter.Int64BitsToDouble(word), type.Kind == ValueKind.Float32, room);
            case ValueKind.Date:
                return WriteDate(word, room);
            case ValueKind.DateTime or ValueKind.Timestamp:
                return WriteMoment(type, word, isTrimmed, room);
            case ValueKind.Time:
                return WriteTime(word, isTrimmed ? -1 : type.Precision, room);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>The text of a cell that is not null, for messages and samples only: it allocates.</summary>
    public static string Describe(Column column, int row)
    {
        if (column is FixedColumn words)
        {
            Span<byte> room = stackalloc byte[MaxLength];
            return Encoding.ASCII.GetString(room[..Write(column.Type, words.Values[row], isTrimmed: false, room)]);
        }

        var bytes = ((VariableColumn)column)[row];
        return column.Type.Kind is ValueKind.Binary or ValueKind.Uuid
            ? Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, 64)])
            : Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 256)]);
    }

    private static int WriteMoment(ColumnType type, long microseconds, bool isTrimmed, Span<byte> room)
    {
        var days = CivilDays.Floor(microseconds, CivilDays.MicrosecondsPerDay);
        var length = WriteDate(days, room);
        room[length++] = (byte)' ';
        length += WriteTime(microseconds - (days * CivilDays.MicrosecondsPerDay), isTrimmed ? -1 : type.Precision, room[length..]);
        if (type.Kind == ValueKind.Timestamp)
        {
            "+00"u8.CopyTo(room[length..]);
            length += 3;
        }

        return length;
    }

    private static int WriteDate(long days, Span<byte> room)
    {
        var (year, month, day) = CivilDays.FromDays(days);
        year.TryFormat(room, out var length, "D4", CultureInfo.InvariantCulture);
        room[length++] = (byte)'-';
        length += WritePair(month, room[length..]);
        room[length++] = (byte)'-';
        return length + WritePair(day, room[length..]);
    }

    private static int WriteTime(long microseconds, int digits, Span<byte> room)
    {
        var length = 0;
        if (microseconds < 0)
        {
            room[length++] = (byte)'-';
            microseconds = -microseconds;
        }

        var seconds = Math.DivRem(microseconds, CivilDays.MicrosecondsPerSecond, out var fraction);
        (seconds / 3600).TryFormat(room[length..], out var written, "D2", CultureInfo.InvariantCulture);
        length += written;
        room[length++] = (byte)':';
        length += WritePair((int)(seconds / 60 % 60), room[length..]);
        room[length++] = (byte)':';
        length += WritePair((int)(seconds % 60), room[length..]);
        return length + WriteFraction(fraction, digits, room[length..]);
    }

    /// <summary>Writes so many digits of a fraction; of -1 as many as are not zero at the end.</summary>
    private static int WriteFraction(long fraction, int digits, Span<byte> room)
    {
        if (digits == 0 || (digits < 0 && fraction == 0))
        {
            return 0;
        }

        room[0] = (byte)'.';
        fraction.TryFormat(room[1..], out var written, "D6", CultureInfo.InvariantCulture);
        return digits > 0 ? digits + 1 : room[..(written + 1)].TrimEnd((byte)'0').Length;
    }

    private static int WritePair(int value, Span<byte> room)
    {
        room[0] = (byte)('0' + (value / 10));
        room[1] = (byte)('0' + (value % 10));
        return 2;
    }
}
