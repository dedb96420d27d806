using System.Globalization;
using System.Text;

namespace Reprise.Core.Verification.Expected;

/// <summary>Floating-point numbers as the shortest digits that read back as the same number; zero without a sign.</summary>
internal static class FloatForm
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Appends the nearest double, or single.</summary>
    public static Reading Append(ReadOnlySpan<byte> text, bool isSingle, CellRow row)
    {
        if (isSingle)
        {
            return float.TryParse(text, Style, CultureInfo.InvariantCulture, out var single) && IsNumber(text) && float.IsFinite(single)
                ? Append((single + 0.0f).TryFormat(row.Reserve(32), out var length, "R", CultureInfo.InvariantCulture), length, row)
                : Reading.Unfit;
        }

        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) && IsNumber(text) && double.IsFinite(number)
            ? Append((number + 0.0).TryFormat(row.Reserve(32), out var written, "R", CultureInfo.InvariantCulture), written, row)
            : Reading.Unfit;
    }

    /// <summary>Appends the decimal that the shortest digits of a number say.</summary>
    public static Reading AppendDecimal(ReadOnlySpan<byte> text, bool isSingle, int precision, int scale, CellRow row)
    {
        if (!double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number))
        {
            return Reading.Unfit;
        }

        var shortest = isSingle ? ((float)number).ToString("R", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
        return DecimalForm.Append(Encoding.ASCII.GetBytes(DecimalForm.Plain(shortest)), precision, scale, row);
    }

    /// <summary>Appends the nearest integer, halves away from zero.</summary>
    public static Reading AppendInteger(ReadOnlySpan<byte> text, Int128 min, Int128 max, CellRow row)
    {
        if (!double.TryParse(text, Style, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > 1e30)
        {
            return Reading.Unfit;
        }

        var whole = (Int128)Math.Round(number, MidpointRounding.AwayFromZero);
        if (whole < min || whole > max)
        {
            return Reading.Unfit;
        }

        IntegerForm.Append(whole, row);
        return Reading.Value;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) => text.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;

    private static Reading Append(bool isWritten, int length, CellRow row)
    {
        row.Commit(isWritten ? length : 0);
        return Reading.Value;
    }
}
