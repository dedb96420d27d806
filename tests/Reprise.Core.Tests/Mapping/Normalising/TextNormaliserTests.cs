using System.Text;
using Reprise.Core.Mapping.Normalising;

namespace Reprise.Core.Tests.Mapping.Normalising;

/// <summary>Normalisers that any text has a form for.</summary>
public sealed class TextNormaliserTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("\t Zoé \r\n", "Zoé")]
    [InlineData("\u00A0\u202FZoé\u3000", "Zoé")]
    [InlineData("\uFEFF\u200BZoé\u200D\u2060", "Zoé")]
    [InlineData("a  b", "a  b")]
    public void Trim_takes_white_space_of_any_width_off_both_ends(string text, string expected) => Reading.AssertBecomes("trim", text, expected);

    [Theory]
    [InlineData("  a \t\u00A0 b\r\nc ", "a b c")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("a\u200Bb", "ab")]
    [InlineData("a\u200B b", "a b")]
    [InlineData("👨\u200D👩", "👨\u200D👩")]
    [InlineData("a b", "a b")]
    public void Collapse_makes_runs_of_white_space_one_space(string text, string expected) => Reading.AssertBecomes("collapse", text, expected);

    [Theory]
    [InlineData("Ame\u0301lie", "Amélie")]
    [InlineData("Amélie", "Amélie")]
    [InlineData("\u1E9B\u0323", "\u1E9B\u0323")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("D\u0307\u0323", "\u1E0C\u0307")]
    [InlineData("\u212B", "Å")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("\uAC00\u11A8", "각")]
    [InlineData("a\u0315\u0300\u05AE\u0062", "à\u05AE\u0315b")]
    [InlineData("\u0301e", "\u0301e")]
    [InlineData("5 € l’été…", "5 € l’été…")]
    [InlineData("\uD834\uDD5E", "\uD834\uDD57\uD834\uDD65")]
    public void Nfc_composes_and_orders_marks(string text, string expected) => Reading.AssertBecomes("nfc", text, expected);

    [Fact]
    public void Every_letter_that_composes_comes_back_from_its_parts()
    {
        var tried = 0;
        for (var point = 0xC0; point < 0x30000; point++)
        {
            if (CanonicalData.Instance.PartsOf(point) is not { Second: > 0 } parts || CanonicalData.Instance.MayChange(point))
            {
                continue;
            }

            tried++;
            Reading.AssertBecomes("nfc", char.ConvertFromUtf32(parts.First) + char.ConvertFromUtf32(parts.Second), char.ConvertFromUtf32(point));
        }

        Assert.InRange(tried, 900, 1000);
    }

    [Theory]
    [InlineData("JEAN-PAUL DUPONT", "Jean-Paul Dupont")]
    [InlineData("jean dupont", "Jean Dupont")]
    [InlineData("Jean DUPONT", "Jean DUPONT")]
    [InlineData("DE GAULLE", "de Gaulle")]
    [InlineData("DE LA FONTAINE", "de La Fontaine")]
    [InlineData("JEAN D'ORMESSON", "Jean d'Ormesson")]
    [InlineData("JEANNE D’ARC", "Jeanne d’Arc")]
    [InlineData("LE GOFF", "Le Goff")]
    [InlineData("DU BELLAY JOACHIM", "du Bellay Joachim")]
    [InlineData("DE", "De")]
    [InlineData("MCDONALD", "McDonald")]
    [InlineData("MACÉ", "Macé")]
    [InlineData("O'BRIEN", "O'Brien")]
    [InlineData("L'HERMITTE", "L'Hermitte")]
    [InlineData("AUJOURD'HUI", "Aujourd'hui")]
    [InlineData("LUDWIG VAN BEETHOVEN", "Ludwig van Beethoven")]
    [InlineData("VAN DAMME", "Van Damme")]
    [InlineData("JEAN-PAUL II", "Jean-Paul II")]
    [InlineData("ÉLÉONORE ŒUVRARD", "Éléonore Œuvrard")]
    [InlineData("E\u0301LODIE", "E\u0301lodie")]
    [InlineData("J.-P. MARTIN", "J.-P. Martin")]
    [InlineData("", "")]
    [InlineData("123", "123")]
    public void Name_case_is_given_to_names_typed_in_one_case(string text, string expected) => Reading.AssertBecomes("name_case", text, expected);

    [Theory]
    [InlineData("AmÃ©lie", "Amélie")]
    [InlineData("ZoÃƒÂ«", "Zoë")]
    [InlineData("Lâ€™Ã©tÃ©", "L’été")]
    [InlineData("Amélie", "Amélie")]
    [InlineData("Amélie et AmÃ©lie", "Amélie et AmÃ©lie")]
    [InlineData("SÃO PAULO", "SÃO PAULO")]
    [InlineData("Ã©\uD800", "Ã©\uD800")]
    [InlineData("", "")]
    public void Mojibake_is_repaired_where_all_of_the_value_says_so(string text, string expected) => Reading.AssertBecomes("mojibake", text, expected);

    [Fact]
    public void Text_that_went_wrong_many_times_is_repaired_to_the_end()
    {
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var text = "Zoé";
        for (var i = 0; i < 5; i++)
        {
            text = windows.GetString(Encoding.UTF8.GetBytes(text));
        }

        Reading.AssertBecomes("mojibake", text, "Zoé");
    }

    [Theory]
    [InlineData("caf&eacute; &amp; th&#233;", "café & thé")]
    [InlineData("caf&amp;eacute;", "café")]
    [InlineData("l&#146;&#xE9;t&#xe9;", "l’été")]
    [InlineData("&#128512;", "😀")]
    [InlineData("&lt;b&gt;", "<b>")]
    [InlineData("a & b; c", "a & b; c")]
    [InlineData("AT&T;", "AT&T;")]
    [InlineData("&eacute", "&eacute")]
    [InlineData("&#xD800;", "&#xD800;")]
    [InlineData("&#0;", "&#0;")]
    [InlineData("", "")]
    public void Html_entities_are_decoded_as_often_as_they_were_encoded(string text, string expected) => Reading.AssertBecomes("html_entities", text, expected);
}
