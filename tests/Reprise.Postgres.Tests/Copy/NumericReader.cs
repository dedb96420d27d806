using System.Buffers.Binary;
using Reprise.Core.Columns;
using Reprise.Postgres.Copy;

namespace Reprise.Postgres.Tests.Copy;

/// <summary>Reads PostgreSQL's wire format of numeric; see <see cref="NumericFormat"/>.</summary>
internal static class NumericReader
{
    private const int Header = 8;

    /// <summary>The value as an unscaled word of that scale (an unsigned value above 2^63-1 as its bit pattern).</summary>
    public static long Unscaled(ReadOnlySpan<byte> value, int scale)
    {
        var magnitude = UInt128.Zero;
        var first = Weight(value);
        var last = -((scale + NumericFormat.DigitWidth - 1) / NumericFormat.DigitWidth);
        for (var position = Math.Max(first, 0); position >= last; position--)
        {
            magnitude = (magnitude * 10_000) + (uint)Digit(value, position);
        }

        for (var excess = (-last * NumericFormat.DigitWidth) - scale; excess > 0; excess--)
        {
            magnitude /= 10;
        }

        return IsNegative(value) ? -(long)(ulong)magnitude : (long)(ulong)magnitude;
    }

    /// <summary>Appends the value as canonical ASCII with exactly <paramref name="scale"/> decimals.</summary>
    public static void AppendText(ReadOnlySpan<byte> value, int scale, VariableColumn column)
    {
        var whole = Math.Max(Weight(value), 0);
        var text = column.Reserve(((whole + 1) * NumericFormat.DigitWidth) + scale + NumericFormat.DigitWidth + 2);
        var used = 0;
        if (IsNegative(value))
        {
            text[used++] = (byte)'-';
        }

        var start = used;
        for (var position = whole; position >= 0; position--)
        {
            Write(Digit(value, position), text[used..]);
            used += NumericFormat.DigitWidth;
        }

        var zeros = text[start..(used - 1)].IndexOfAnyExcept((byte)'0');
        zeros = zeros < 0 ? used - 1 - start : zeros;
        text[(start + zeros)..used].CopyTo(text[start..]);
        used -= zeros;
        if (scale > 0)
        {
            text[used++] = (byte)'.';
            for (var position = -1; -position <= (scale + NumericFormat.DigitWidth - 1) / NumericFormat.DigitWidth; position--)
            {
                Write(Digit(value, position), text[(used + ((-position - 1) * NumericFormat.DigitWidth))..]);
            }

            used += scale;
        }

        column.Commit(used);
    }

    private static int Weight(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadInt16BigEndian(value[2..]);

    private static bool IsNegative(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadUInt16BigEndian(value[4..]) == NumericFormat.Negative;

    /// <summary>The base-10000 digit at a position: 0 is the one before the point, -1 the one after it.</summary>
    private static int Digit(ReadOnlySpan<byte> value, int position)
    {
        var index = Weight(value) - position;
        return index >= 0 && index < BinaryPrimitives.ReadInt16BigEndian(value) ? BinaryPrimitives.ReadInt16BigEndian(value[(Header + (2 * index))..]) : 0;
    }

    private static void Write(int digit, Span<byte> text)
    {
        for (var i = NumericFormat.DigitWidth - 1; i >= 0; i--)
        {
            text[i] = (byte)('0' + (digit % 10));
            digit /= 10;
        }
    }
}
