using CsCheck;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Tests.Text;

public sealed class JaroWinklerTests
{
    /// <summary>Values of Winkler's own table.</summary>
    [Theory]
    [InlineData("martha", "marhta", 0.9611)]
    [InlineData("dixon", "dicksonx", 0.8133)]
    [InlineData("dwayne", "duane", 0.84)]
    [InlineData("dupont", "dupont", 1)]
    [InlineData("", "", 1)]
    [InlineData("", "a", 0)]
    [InlineData("abc", "xyz", 0)]
    public void Is_what_its_author_published(string left, string right, double expected) =>
        Assert.Equal(expected, JaroWinkler.Similarity(left, right), 4);

    [Fact]
    public void Is_between_0_and_1_the_same_both_ways_and_1_for_equal_texts() => Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 80], Gen.String[Gen.Char['a', 'd'], 0, 80]).Sample((left, right) =>
    {
        var similarity = JaroWinkler.Similarity(left, right);

        Assert.InRange(similarity, 0, 1);
        Assert.Equal(similarity, JaroWinkler.Similarity(right, left), 1);
        Assert.Equal(1, JaroWinkler.Similarity(left, left), 12);
    });
}
