using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Reprise.Core.Columns;

namespace Reprise.Core.Verification;

/// <summary>Writes the cells of a row so that equal values, and only they, have equal bytes. Every cell begins with its tag and says its length.</summary>
internal sealed class CellEncoder
{
    private const byte NullTag = 0;
    private const byte BooleanTag = 1;
    private const byte NumberTag = 2;
    private const byte LongNumberTag = 3;
    private const byte FloatTag = 4;
    private const byte TextTag = 5;
    private const byte BinaryTag = 6;
    private const byte UuidTag = 7;
    private const byte DateTag = 8;
    private const byte MomentTag = 9;
    private const byte DurationTag = 10;
    private const byte BitsTag = 11;
    private const byte SetTag = 12;

    /// <summary>Numbers below it are words, whichever way they came; the others are digits.</summary>
    private const ulong WordLimit = 1_000_000_000_000_000_000;

    private byte[] _buffer = new byte[256];
    private int _length;

    /// <summary>Bytes of the row so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Begins a row.</summary>
    public void Begin() => _length = 0;

    /// <summary>Appends a cell.</summary>
    public void Append(Column column, int row)
    {
        if (column.IsNull(row))
        {
            Room(1)[0] = NullTag;
            _length++;
        }
        else if (column is FixedColumn words)
        {
            AppendWord(column.Type, words.Values[row]);
        }
        else
        {
            AppendBytes(column.Type, ((VariableColumn)column)[row]);
        }
    }

    private void AppendWord(ColumnType type, long word)
    {
        switch (type.Kind)
        {
            case ValueKind.Boolean:
                Write(BooleanTag, word);
                break;
            case ValueKind.Int16 or ValueKind.Int32 or ValueKind.Int64:
                AppendInteger(word < 0, word < 0 ? 0UL - (ulong)word : (ulong)word);
                break;
            case ValueKind.UInt64:
                AppendInteger(isNegative: false, (ulong)word);
                break;
            case ValueKind.Decimal:
                AppendDecimal(word, type.Scale);
                break;
            case ValueKind.Float32 or ValueKind.Float64:
                var number = BitConverter.Int64BitsToDouble(word);
                Write(FloatTag, BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number + 0.0));
                break;
            case ValueKind.Date:
                Write(DateTag, word);
                break;
            case ValueKind.DateTime or ValueKind.Timestamp:
                Write(MomentTag, word);
                break;
            case ValueKind.Time:
                Write(DurationTag, word);
                break;
            case ValueKind.Bits:
                Write(BitsTag, word);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void AppendBytes(ColumnType type, ReadOnlySpan<byte> bytes)
    {
        switch (type.Kind)
        {
            case ValueKind.Decimal:
                AppendDecimal(bytes);
                break;
            case ValueKind.Text or ValueKind.Json:
                Write(TextTag, bytes);
                break;
            case ValueKind.TextSet:
                Write(SetTag, bytes);
                break;
            case ValueKind.Binary:
                Write(BinaryTag, bytes);
                break;
            case ValueKind.Uuid:
                Write(UuidTag, bytes);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void AppendInteger(bool isNegative, ulong magnitude)
    {
        if (magnitude < WordLimit)
        {
            WriteNumber(isNegative ? -(long)magnitude : (long)magnitude, scale: 0);
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        magnitude.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        WriteDigits(isNegative, digits[..count], []);
    }

    /// <summary>An unscaled word is below the limit: it has 18 digits at most.</summary>
    private void AppendDecimal(long unscaled, int scale)
    {
        while (scale > 0 && unscaled % 10 == 0)
        {
            unscaled /= 10;
            scale--;
        }

        WriteNumber(unscaled, scale);
    }

    private void AppendDecimal(ReadOnlySpan<byte> text)
    {
        var isNegative = !text.IsEmpty && text[0] == '-';
        var number = isNegative ? text[1..] : text;
        var point = number.IndexOf((byte)'.');
        var whole = (point < 0 ? number : number[..point]).TrimStart((byte)'0');
        var fraction = point < 0 ? [] : number[(point + 1)..].TrimEnd((byte)'0');
        var leading = whole.IsEmpty ? fraction.Length - fraction.TrimStart((byte)'0').Length : 0;
        if (whole.Length + fraction.Length - leading > 18)
        {
            WriteDigits(isNegative, whole, fraction);
            return;
        }

        var unscaled = Value(fraction, Value(whole, 0));
        WriteNumber(isNegative ? -unscaled : unscaled, fraction.Length);
    }

    private static long Value(ReadOnlySpan<byte> digits, long start)
    {
        foreach (var digit in digits)
        {
            start = (start * 10) + (digit - '0');
        }

        return start;
    }

    private void WriteNumber(long unscaled, int scale)
    {
        var room = Room(13);
        room[0] = NumberTag;
        BinaryPrimitives.WriteInt32LittleEndian(room[1..], scale);
        BinaryPrimitives.WriteInt64LittleEndian(room[5..], unscaled);
        _length += 13;
    }

    private void WriteDigits(bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction)
    {
        var room = Room(10 + whole.Length + fraction.Length);
        room[0] = LongNumberTag;
        room[1] = isNegative ? (byte)'-' : (byte)'+';
        BinaryPrimitives.WriteInt32LittleEndian(room[2..], whole.Length);
        BinaryPrimitives.WriteInt32LittleEndian(room[6..], fraction.Length);
        whole.CopyTo(room[10..]);
        fraction.CopyTo(room[(10 + whole.Length)..]);
        _length += 10 + whole.Length + fraction.Length;
    }

    private void Write(byte tag, long word)
    {
        var room = Room(9);
        room[0] = tag;
        BinaryPrimitives.WriteInt64LittleEndian(room[1..], word);
        _length += 9;
    }

    private void Write(byte tag, ReadOnlySpan<byte> bytes)
    {
        var room = Room(5 + bytes.Length);
        room[0] = tag;
        BinaryPrimitives.WriteInt32LittleEndian(room[1..], bytes.Length);
        bytes.CopyTo(room[5..]);
        _length += 5 + bytes.Length;
    }

    private Span<byte> Room(int length)
    {
        if (_buffer.Length - _length < length)
        {
            Array.Resize(ref _buffer, checked((int)Math.Min(Array.MaxLength, Math.Max(_buffer.Length * 2L, (long)_length + length))));
        }

        return _buffer.AsSpan(_length);
    }
}
