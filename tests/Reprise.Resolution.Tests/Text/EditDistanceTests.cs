using CsCheck;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Tests.Text;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("0102030405", "0102030405", 0)]
    [InlineData("0102030405", "0102030450", 1)]
    [InlineData("0102030405", "102030405", 1)]
    [InlineData("0102030405", "0192030495", 2)]
    [InlineData("0102030405", "9999999999", 3)]
    [InlineData("", "abc", 3)]
    public void Counts_slips_up_to_one_more_than_the_limit(string left, string right, int expected) =>
        Assert.Equal(expected, EditDistance.Between(left, right, limit: 2));

    [Fact]
    public void One_change_is_at_most_one_slip() => Gen.Select(Gen.String[Gen.Char['0', '9'], 1, 20], Gen.Int[0, 19], Gen.Char['0', '9']).Sample((text, at, digit) =>
    {
        var changed = text.Remove(at % text.Length, 1).Insert(at % text.Length, digit.ToString());

        Assert.InRange(EditDistance.Between(text, changed, limit: 2), 0, 1);
    });
}
