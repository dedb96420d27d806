using System.Globalization;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Reads floating-point numbers from text: digits, point and exponent only.</summary>
internal static class FloatReading
{
    /// <summary>Reads the nearest number; the result is its bits as a double.</summary>
    public static Verdict Read(ReadOnlySpan<byte> text, bool isSingle, out long bits)
    {
        bits = 0;

        // The runtime also reads the words Infinity and NaN, which no MySQL column holds.
        if (text.IndexOfAnyInRange((byte)'0', (byte)'9') < 0
            || !double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return Verdict.NotConvertible;
        }

        number = isSingle ? (double)float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : number;
        bits = BitConverter.DoubleToInt64Bits(number + 0.0);
        return double.IsFinite(number) ? Verdict.Good : Verdict.OutOfRange;
    }
}
