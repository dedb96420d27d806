using Reprise.Core.Columns;

namespace Reprise.Postgres.Copy;

/// <summary>numeric from canonical ASCII (<c>-?digits(.digits)?</c>) of any length.</summary>
internal sealed class NumericTextEncoder : ColumnEncoder
{
    private VariableColumn? _column;

    public override void Bind(Column column) => _column = (VariableColumn)column;

    public override void Write(int row, CopyBuffer buffer)
    {
        var text = _column![row];
        var isNegative = text[0] == (byte)'-';
        text = isNegative ? text[1..] : text;
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        whole = whole.TrimStart((byte)'0');
        Write(buffer, isNegative, whole, fraction);
    }

    private static void Write(CopyBuffer buffer, bool isNegative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction)
    {
        var wholeGroups = (whole.Length + NumericFormat.DigitWidth - 1) / NumericFormat.DigitWidth;
        var groups = wholeGroups + ((fraction.Length + NumericFormat.DigitWidth - 1) / NumericFormat.DigitWidth);
        var first = 0;
        while (first < groups && Group(first, whole, fraction, wholeGroups) == 0)
        {
            first++;
        }

        var end = groups;
        while (end > first && Group(end - 1, whole, fraction, wholeGroups) == 0)
        {
            end--;
        }

        buffer.WriteInt32(8 + (2 * (end - first)));
        buffer.WriteInt16((short)(end - first));
        buffer.WriteInt16((short)(end == first ? 0 : wholeGroups - 1 - first));
        buffer.WriteInt16((short)(isNegative && end > first ? NumericFormat.Negative : 0));
        buffer.WriteInt16((short)fraction.Length);
        for (var i = first; i < end; i++)
        {
            buffer.WriteInt16(Group(i, whole, fraction, wholeGroups));
        }
    }

    /// <summary>Four decimal digits: of the whole part aligned at its end, of the fraction aligned at its start.</summary>
    private static short Group(int index, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, int wholeGroups)
    {
        var isWhole = index < wholeGroups;
        var digits = isWhole ? whole : fraction;
        var start = isWhole ? whole.Length - ((wholeGroups - index) * NumericFormat.DigitWidth) : (index - wholeGroups) * NumericFormat.DigitWidth;
        var value = 0;
        for (var i = start; i < start + NumericFormat.DigitWidth; i++)
        {
            value = (value * 10) + (i >= 0 && i < digits.Length ? digits[i] - '0' : 0);
        }

        return (short)value;
    }
}
