namespace Reprise.Postgres.Copy;

/// <summary>PostgreSQL's wire format of numeric: base-10000 digits aligned at the decimal point.</summary>
/// <remarks>https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/numeric.c, numeric_recv: ndigits, weight, sign, dscale, digits.</remarks>
internal static class NumericFormat
{
    /// <summary>Decimal digits in a numeric digit.</summary>
    public const int DigitWidth = 4;

    /// <summary>Sign word of negative values.</summary>
    public const ushort Negative = 0x4000;

    private static readonly ulong[] Powers = [1, 10, 100, 1000];

    /// <summary>Writes an unscaled magnitude, length first.</summary>
    public static void Write(CopyBuffer buffer, bool isNegative, ulong magnitude, int scale)
    {
        Span<short> digits = stackalloc short[8];
        var count = 0;
        // The fraction is padded to whole digits, so that the point falls between two of them.
        var padding = (DigitWidth - (scale % DigitWidth)) % DigitWidth;
        var scaled = (UInt128)magnitude * Powers[padding];
        while (scaled != 0)
        {
            digits[count++] = (short)(scaled % 10_000);
            scaled /= 10_000;
        }

        var skipped = 0;
        while (skipped < count && digits[skipped] == 0)
        {
            skipped++;
        }

        var fraction = (scale + padding) / DigitWidth;
        buffer.WriteInt32(8 + (2 * (count - skipped)));
        buffer.WriteInt16((short)(count - skipped));
        buffer.WriteInt16((short)(count - skipped == 0 ? 0 : count - 1 - fraction));
        buffer.WriteInt16((short)(isNegative && count > 0 ? Negative : 0));
        buffer.WriteInt16((short)scale);
        for (var i = count - 1; i >= skipped; i--)
        {
            buffer.WriteInt16(digits[i]);
        }
    }
}
