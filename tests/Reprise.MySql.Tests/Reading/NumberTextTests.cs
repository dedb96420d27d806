using System.Globalization;
using System.Numerics;
using System.Text;
using CsCheck;
using Reprise.MySql.Reading;

namespace Reprise.MySql.Tests.Reading;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", 5, 2, 0)]
    [InlineData("-0.00", 5, 2, 0)]
    [InlineData("000012.30", 5, 2, 1230)]
    [InlineData("-999.99", 5, 2, -99999)]
    [InlineData("7", 18, 0, 7)]
    [InlineData("0.5", 1, 1, 5)]
    [InlineData("1.500", 5, 2, 150)]
    [InlineData("-999999999999999999", 18, 0, -999999999999999999)]
    public void A_decimal_becomes_its_unscaled_integer(string text, int precision, int scale, long unscaled)
    {
        Assert.True(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), precision, scale, out var parsed));
        Assert.Equal(unscaled, parsed);
    }

    [Theory]
    [InlineData("1000.00")]
    [InlineData("1.001")]
    [InlineData("")]
    [InlineData("1x")]
    public void What_the_type_has_no_digits_for_does_not_fit(string text) =>
        Assert.False(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), 5, 2, out _));

    [Theory]
    [InlineData("00012.30", 20, 3, "12.300")]
    [InlineData("-0.00", 20, 2, "0.00")]
    [InlineData("-.5", 20, 2, "-0.50")]
    [InlineData("18446744073709551615", 20, 0, "18446744073709551615")]
    public void A_long_decimal_is_written_in_one_way(string text, int precision, int scale, string canonical)
    {
        var target = new byte[100];
        Assert.True(DecimalText.TryCanonicalize(Encoding.ASCII.GetBytes(text), precision, scale, target, out var written));
        Assert.Equal(canonical, Encoding.ASCII.GetString(target, 0, written));
    }

    [Fact]
    public void Canonical_and_unscaled_form_say_the_same() =>
        Gen.Select(Gen.Long[-999_999_999_999_999_999, 999_999_999_999_999_999], Gen.Int[0, 18]).Sample((value, scale) =>
        {
            var digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
            var text = (value < 0 ? "-" : string.Empty) + (scale == 0 ? digits : digits.Insert(digits.Length - scale, "."));
            var target = new byte[100];
            return DecimalText.TryParse(Encoding.ASCII.GetBytes(text), 18, scale, out var parsed) && parsed == value
                && DecimalText.TryCanonicalize(Encoding.ASCII.GetBytes(text), 18, scale, target, out var written)
                && Encoding.ASCII.GetString(target, 0, written) == text;
        });

    [Theory]
    [InlineData("838:59:59.999999", 3020399999999)]
    [InlineData("-838:59:59", -3020399000000)]
    [InlineData("00:00:00", 0)]
    [InlineData("-00:00:00.5", -500000)]
    [InlineData("25:00:01.000001", 90001000001)]
    public void A_duration_is_signed_and_may_exceed_a_day(string text, long micros)
    {
        Assert.True(DurationText.TryParse(Encoding.ASCII.GetBytes(text), out var parsed));
        Assert.Equal(micros, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12:00")]
    [InlineData("a:00:00")]
    public void What_is_no_duration_does_not_parse(string text) => Assert.False(DurationText.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData("00112233-4455-6677-8899-AABBccddeeff", true)]
    [InlineData("00112233445566778899aabbccddeeff", true)]
    [InlineData("00112233-4455-6677-8899_aabbccddeeff", false)]
    [InlineData("00112233-4455-6677-8899-aabbccddeefg", false)]
    [InlineData("", false)]
    public void A_uuid_becomes_bytes_in_the_order_it_is_written(string text, bool isUuid)
    {
        var bytes = new byte[16];
        Assert.Equal(isUuid, UuidText.TryParse(Encoding.ASCII.GetBytes(text), bytes));
        if (isUuid)
        {
            Assert.Equal("00112233445566778899aabbccddeeff", Convert.ToHexStringLower(bytes));
        }
    }
}
