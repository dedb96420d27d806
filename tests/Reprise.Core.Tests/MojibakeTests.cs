using System.Text;
using Reprise.Core.Hazards;

namespace Reprise.Core.Tests;

/// <summary>Text whose UTF-8 was read as cp1252 is told from text that only looks unusual.</summary>
public sealed class MojibakeTests
{
    [Theory]
    [InlineData("AmÃ©lie", 1, "Amélie")]
    [InlineData("Lâ€™Ã©tÃ©", 1, "L’été")]
    [InlineData("ZoÃƒÂ«", 2, "Zoë")]
    [InlineData("â‚¬", 1, "€")]
    [InlineData("Amélie", 0, "Amélie")]
    [InlineData("", 0, "")]
    [InlineData("Ã", 0, "Ã")]
    [InlineData("SÃO PAULO", 0, "SÃO PAULO")]
    [InlineData("Amélie et AmÃ©lie", 0, "Amélie et AmÃ©lie")]
    [InlineData("☃ Ã©", 0, "☃ Ã©")]
    public void A_text_is_repaired_as_often_as_it_went_wrong(string text, int depth, string repaired)
    {
        Assert.Equal(depth, Mojibake.DepthOf(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(repaired, Encoding.UTF8.GetString(Mojibake.Repair(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void Every_letter_of_western_europe_is_recognised()
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        for (var letter = '\u00a1'; letter <= '\u00ff'; letter++)
        {
            var wrong = windows.GetString(Encoding.UTF8.GetBytes($"a{letter}"));
            Assert.Equal(1, Mojibake.DepthOf(Encoding.UTF8.GetBytes(wrong)));
        }
    }
}
