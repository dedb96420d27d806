using System.Globalization;

namespace Reprise.Core.Tests.Mapping.Normalising;

/// <summary>Numbers that registers give: enterprises, activities, VAT, accounts.</summary>
public sealed class RegistryNormaliserTests
{
    [Theory]
    [InlineData("732829320", "732829320")]
    [InlineData("732 829 320", "732829320")]
    [InlineData("732.829.320", "732829320")]
    [InlineData("732\u00A0829-320", "732829320")]
    [InlineData("732829321", Reading.Refused)]
    [InlineData("5520176", "005520176")]
    [InlineData("5520177", Reading.Refused)]
    [InlineData("000000000", Reading.Refused)]
    [InlineData("73282932", Reading.Refused)]
    [InlineData("7328293200", Reading.Refused)]
    [InlineData("٧٣٢٨٢٩٣٢٠", Reading.Refused)]
    [InlineData("néant", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void A_siren_is_nine_digits_with_their_check_digit(string text, string expected) => Reading.AssertBecomes("siren", text, expected);

    [Theory]
    [InlineData("73282932000074", "73282932000074")]
    [InlineData("732 829 320 00074", "73282932000074")]
    [InlineData("732.829.320.00074", "73282932000074")]
    [InlineData("73282932000075", Reading.Refused)]
    [InlineData("73282932100074", Reading.Refused)]
    [InlineData("552017600016", "00552017600016")]
    [InlineData("552017600017", Reading.Refused)]
    [InlineData("35600000000048", "35600000000048")]
    [InlineData("35600000049837", "35600000049837")]
    [InlineData("35600000049838", Reading.Refused)]
    [InlineData("1,23E+13", Reading.Refused)]
    [InlineData("1.23E+13", Reading.Refused)]
    [InlineData("7,32829E+13", Reading.Refused)]
    [InlineData("00000000000000", Reading.Refused)]
    [InlineData("732829320", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void A_siret_is_a_siren_and_five_digits_that_check(string text, string expected) => Reading.AssertBecomes("siret", text, expected);

    [Theory]
    [InlineData("6201Z", "6201Z")]
    [InlineData("62.01Z", "6201Z")]
    [InlineData("62.01 z", "6201Z")]
    [InlineData("94.99Z", "9499Z")]
    [InlineData("721Z", Reading.Refused)]
    [InlineData("0401A", Reading.Refused)]
    [InlineData("62010", Reading.Refused)]
    [InlineData("6201ZZ", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void An_activity_is_four_digits_and_a_letter(string text, string expected) => Reading.AssertBecomes("naf", text, expected);

    [Theory]
    [InlineData("FR44732829320", "FR44732829320")]
    [InlineData("fr 44 732 829 320", "FR44732829320")]
    [InlineData("44732829320", "FR44732829320")]
    [InlineData("FR45732829320", Reading.Refused)]
    [InlineData("FR44732829321", Reading.Refused)]
    [InlineData("FRA4732829320", "FRA4732829320")]
    [InlineData("FRI4732829320", Reading.Refused)]
    [InlineData("DE 123 456 789", "DE123456789")]
    [InlineData("DE12345678", Reading.Refused)]
    [InlineData("ATU12345678", "ATU12345678")]
    [InlineData("AT123456789", Reading.Refused)]
    [InlineData("GR123456789", "EL123456789")]
    [InlineData("NL123456789B01", "NL123456789B01")]
    [InlineData("XIGD123", "XIGD123")]
    [InlineData("US123456789", Reading.Refused)]
    [InlineData("CY1234567XX", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void A_VAT_number_has_the_form_of_its_country_and_in_France_its_key(string text, string expected) => Reading.AssertBecomes("vat", text, expected);

    [Theory]
    [InlineData("FR1420041010050500013M02606", "FR1420041010050500013M02606")]
    [InlineData("FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606")]
    [InlineData("iban fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606")]
    [InlineData("DE89370400440532013000", "DE89370400440532013000")]
    [InlineData("GB29NWBK60161331926819", "GB29NWBK60161331926819")]
    [InlineData("BE68539007547034", "BE68539007547034")]
    [InlineData("FR1520041010050500013M02606", Reading.Refused)]
    [InlineData("FR142004101005050001M02606", Reading.Refused)]
    [InlineData("US64SVBKUS6S3300958879", Reading.Refused)]
    [InlineData("FR", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void An_IBAN_has_its_countrys_length_and_check_digits(string text, string expected) => Reading.AssertBecomes("iban", text, expected);

    [Theory]
    [InlineData("PSSTFRPP", "PSSTFRPP")]
    [InlineData("psst fr pp par", "PSSTFRPPPAR")]
    [InlineData("PSSTFRPPPA", Reading.Refused)]
    [InlineData("PSST1RPP", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void A_BIC_has_eight_or_eleven_characters(string text, string expected) => Reading.AssertBecomes("bic", text, expected);

    [Fact]
    public void Every_single_digit_that_is_wrong_is_found()
    {
        const string Good = "73282932000074";
        for (var place = 0; place < Good.Length; place++)
        {
            for (var digit = 0; digit < 10; digit++)
            {
                var text = string.Concat(Good.AsSpan(0, place), digit.ToString(CultureInfo.InvariantCulture), Good.AsSpan(place + 1));
                Assert.Equal(text == Good ? Good : Reading.Refused, Reading.Of("siret", text));
            }
        }
    }
}
