using System.Text;
using Reprise.Core.Catalogs;
using Reprise.Core.Verification;
using Reprise.Core.Verification.Expected;

namespace Reprise.Core.Tests.Verification;

/// <summary>Canonical bytes of values: equal for equal values, whichever way they were read.</summary>
public sealed class CanonicalFormTests
{
    [Theory]
    [InlineData("12.50", "12.5")]
    [InlineData("-0012.00", "-12")]
    [InlineData("+7", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("-0.00", "0")]
    [InlineData("000", "0")]
    [InlineData("0.05", "0.05")]
    [InlineData("-0.001", "-0.001")]
    [InlineData("1.", "1")]
    [InlineData("999.994", "999.99", 5, 2)]
    [InlineData("999.995", null, 5, 2)]
    [InlineData("99.995", "100", 5, 2)]
    [InlineData("-0.004", "0", 5, 2)]
    [InlineData("-0.005", "-0.01", 5, 2)]
    [InlineData("1000", null, 5, 2)]
    [InlineData("0.99", "0.99", 2, 2)]
    [InlineData("1.00", null, 2, 2)]
    [InlineData("0.995", null, 2, 2)]
    [InlineData("12.3.4", null)]
    [InlineData("1e3", null)]
    [InlineData("-", null)]
    [InlineData(".", null)]
    [InlineData("", null)]
    public void A_decimal_is_its_digits(string text, string? canonical, int precision = 0, int scale = 0) =>
        Assert.Equal(canonical, Form(row => DecimalForm.Append(Encoding.ASCII.GetBytes(text), precision, scale, row)));

    [Theory]
    [InlineData("00:00:00", "0")]
    [InlineData("-00:00:00", "0")]
    [InlineData("00:00:01.5", "1500000")]
    [InlineData("-25:00:01.000001", "-90001000001")]
    [InlineData("838:59:59", "3020399000000")]
    [InlineData("-838:59:59.999999", "-3020399999999")]
    [InlineData("1:02:03", "3723000000")]
    [InlineData("12:34", "45240000000")]
    [InlineData(" 12:34:56 ", "45296000000")]
    [InlineData("00:00:00.1234567", "123456")]
    [InlineData("000838:59:59", "3020399000000")]
    [InlineData("12:60:00", null)]
    [InlineData("12:00:60", null)]
    [InlineData("12:00:00.", null)]
    [InlineData("12:00:00x1", null)]
    [InlineData("1a:00:00", null)]
    [InlineData("-1-:00:00", null)]
    [InlineData("--12:00:00", null)]
    [InlineData("12:00:00.1x", null)]
    [InlineData("a12:00:00", null)]
    [InlineData("", null)]
    public void A_duration_is_its_microseconds(string text, string? canonical) =>
        Assert.Equal(canonical, Form(row => TargetForm.Append(SourceForm.Time, Encoding.ASCII.GetBytes(text), new PgType(PgKind.Interval), row)));

    [Theory]
    [InlineData(" 7", "7")]
    [InlineData("7\t", "7")]
    [InlineData("\v-7\f", "-7")]
    [InlineData("7 7", null)]
    [InlineData("  ", null)]
    public void Space_around_a_number_is_no_part_of_it(string text, string? canonical) =>
        Assert.Equal(canonical, Form(row => TargetForm.Append(SourceForm.Text, Encoding.ASCII.GetBytes(text), new PgType(PgKind.Int4), row)));

    private static string? Form(Func<CellRow, Reading> append)
    {
        var row = new CellRow();
        return append(row) == Reading.Value ? Encoding.ASCII.GetString(row[0]) : null;
    }
}
