using CsCheck;
using Reprise.Core.Mapping.Masking;

namespace Reprise.Core.Tests.Mapping;

public sealed class ValueMaskTests
{
    [Theory]
    [InlineData("Jean-Paul Élan", "Xxxx-Xxxx Xxxx")]
    [InlineData("06 12 34 56 78", "99 99 99 99 99")]
    [InlineData("a@b.fr", "x@x.xx")]
    [InlineData("日本٣", "xx9")]
    [InlineData("a\0\n", "x␀␊")]
    [InlineData("", "")]
    public void Letters_and_digits_are_masked_and_the_shape_stays(string value, string mask) => Assert.Equal(mask, ValueMask.Mask(value));

    [Fact]
    public void A_long_value_is_cut()
    {
        Assert.Equal(new string('x', 40), ValueMask.Mask(new string('a', 40)));
        Assert.Equal($"{new string('x', 40)}…", ValueMask.Mask(new string('a', 41)));
        Assert.Equal($"{new string('x', 40)}…", ValueMask.Mask(System.Text.Encoding.UTF8.GetBytes(new string('é', 5_000))));
    }

    [Fact]
    public void No_letter_or_digit_of_a_value_is_ever_shown() =>
        Gen.String.Sample(value => Assert.DoesNotContain(ValueMask.Mask(value), shown => char.IsLetterOrDigit(shown) && shown is not ('x' or 'X' or '9')));
}
