namespace Reprise.Core.Tests.Mapping.Normalising;

/// <summary>Where people and organisations are found: postal, electronic, by telephone.</summary>
public sealed class AddressNormaliserTests
{
    [Theory]
    [InlineData("75001", "75001")]
    [InlineData("1000", "01000")]
    [InlineData("75 001", "75001")]
    [InlineData("F-75001", "75001")]
    [InlineData("FR-75001", "75001")]
    [InlineData("75380 CEDEX 08", "75380")]
    [InlineData("97400", "97400")]
    [InlineData("00100", "00100")]
    [InlineData("20000", "20000")]
    [InlineData("96000", Reading.Refused)]
    [InlineData("99000", Reading.Refused)]
    [InlineData("00000", Reading.Refused)]
    [InlineData("0100", Reading.Refused)]
    [InlineData("750", Reading.Refused)]
    [InlineData("750011", Reading.Refused)]
    [InlineData("2A004", Reading.Refused)]
    [InlineData("B-1000", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void A_postal_code_has_five_digits(string text, string expected) => Reading.AssertBecomes("postal_code", text, expected);

    [Theory]
    [InlineData("SAINT DENIS", "Saint-Denis")]
    [InlineData("ST DENIS CEDEX", "Saint-Denis")]
    [InlineData("St. Denis", "Saint-Denis")]
    [InlineData("Saint Étienne", "Saint-Étienne")]
    [InlineData("STE FOY LES LYON", "Sainte-Foy-les-Lyon")]
    [InlineData("LA ROCHE SUR YON CEDEX 09", "La Roche-sur-Yon")]
    [InlineData("Le Mans", "Le Mans")]
    [InlineData("L'HAY LES ROSES", "L'Hay-les-Roses")]
    [InlineData("L’Haÿ-les-Roses", "L'Haÿ-les-Roses")]
    [InlineData("VILLENEUVE D ASCQ", "Villeneuve-d'Ascq")]
    [InlineData("VILLENEUVE-D'ASCQ", "Villeneuve-d'Ascq")]
    [InlineData("paris 12", "Paris 12")]
    [InlineData("PARIS 12E ARRONDISSEMENT", "Paris 12e Arrondissement")]
    [InlineData("Saint-Denis", "Saint-Denis")]
    [InlineData("Y", "Y")]
    [InlineData("ST", "St")]
    [InlineData("75001 PARIS", Reading.Refused)]
    [InlineData("Lyon (3e)", Reading.Refused)]
    [InlineData("-", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void A_commune_is_spelt_by_the_rules(string text, string expected) => Reading.AssertBecomes("commune", text, expected);

    [Theory]
    [InlineData("75", "75")]
    [InlineData("1", "01")]
    [InlineData("2a", "2A")]
    [InlineData("971", "971")]
    [InlineData("Ain", "01")]
    [InlineData("COTES D'ARMOR", "22")]
    [InlineData("Côtes-d’Armor", "22")]
    [InlineData("Seine Saint Denis", "93")]
    [InlineData("la réunion", "974")]
    [InlineData("20", Reading.Refused)]
    [InlineData("96", Reading.Refused)]
    [InlineData("Ile-de-France", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void A_department_is_its_code(string text, string expected) => Reading.AssertBecomes("department", text, expected);

    [Theory]
    [InlineData("anne.martin@exemple.example", "anne.martin@exemple.example")]
    [InlineData(" Anne.Martin@Exemple.EXAMPLE ", "Anne.Martin@exemple.example")]
    [InlineData("mailto:anne@exemple.example", "anne@exemple.example")]
    [InlineData("<anne@exemple.example>", "anne@exemple.example")]
    [InlineData("anne @ exemple.example.", "anne@exemple.example")]
    [InlineData("anne@gmial.com", "anne@gmail.com")]
    [InlineData("anne@hotmial.fr", "anne@hotmail.fr")]
    [InlineData("anne@exemple.con", "anne@exemple.com")]
    [InlineData("anne@gmial.con", "anne@gmail.com")]
    [InlineData("anne@wanado,fr", "anne@wanadoo.fr")]
    [InlineData("anne@été.example", "anne@été.example")]
    [InlineData("o'hara+a@exemple.example", "o'hara+a@exemple.example")]
    [InlineData("anne", Reading.Refused)]
    [InlineData("anne@exemple", Reading.Refused)]
    [InlineData("anne@", Reading.Refused)]
    [InlineData("@exemple.example", Reading.Refused)]
    [InlineData("anne..martin@exemple.example", Reading.Refused)]
    [InlineData("anne.@exemple.example", Reading.Refused)]
    [InlineData("anne martin@exemple.example", Reading.Refused)]
    [InlineData("anne@exemple.example; paul@exemple.example", Reading.Refused)]
    [InlineData("anne@-exemple.example", Reading.Refused)]
    [InlineData("anne@exemple..example", Reading.Refused)]
    [InlineData("anne@192.0.2.1", Reading.Refused)]
    [InlineData("andré@exemple.example", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void An_email_address_has_the_syntax_of_one(string text, string expected) => Reading.AssertBecomes("email", text, expected);

    [Fact]
    public void Email_addresses_have_the_sizes_of_their_standard()
    {
        var (local, label) = (new string('a', 64), new string('b', 63));
        Assert.Equal($"{local}@{label}.example", Reading.Of("email", $"{local}@{label}.example"));
        Assert.Equal(Reading.Refused, Reading.Of("email", $"a{local}@exemple.example"));
        Assert.Equal(Reading.Refused, Reading.Of("email", $"a@b{label}.example"));
        Assert.Equal(Reading.Refused, Reading.Of("email", $"{local}@{label}.{label}.{label}.example"));
    }

    // Ranges that Arcep and other regulators keep for fiction: 01 99 00, 02 61 91, 06 39 98; 020 7946 0 in the United Kingdom.
    [Theory]
    [InlineData("+33199001234", "+33199001234")]
    [InlineData("01 99 00 12 34", "+33199001234")]
    [InlineData("01.99.00.12.34", "+33199001234")]
    [InlineData("199001234", "+33199001234")]
    [InlineData("0033 1 99 00 12 34", "+33199001234")]
    [InlineData("+33 (0)1 99 00 12 34", "+33199001234")]
    [InlineData("06-39-98-12-34", "+33639981234")]
    [InlineData("0590 00 00 00", "+590590000000")]
    [InlineData("+44 20 7946 0123", "+442079460123")]
    [InlineData("01 99 00 12", Reading.Refused)]
    [InlineData("01 99 00 12 34 / 06 39 98 12 34", Reading.Refused)]
    [InlineData("poste 12", Reading.Refused)]
    [InlineData("0800 FICTION", Reading.Refused)]
    [InlineData("+", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void A_telephone_number_is_international(string text, string expected) => Reading.AssertBecomes("phone", text, expected);

    [Theory]
    [InlineData("https://exemple.example/A?b=C#D", "https://exemple.example/A?b=C#D")]
    [InlineData("HTTPS://Exemple.EXAMPLE/A", "https://exemple.example/A")]
    [InlineData("www.exemple.example", "http://www.exemple.example")]
    [InlineData(" exemple.example/a ", "http://exemple.example/a")]
    [InlineData("http://exemple.example:8080/", "http://exemple.example:8080/")]
    [InlineData("http//exemple.example", Reading.Refused)]
    [InlineData("ftp://exemple.example", Reading.Refused)]
    [InlineData("javascript:alert(1)", Reading.Refused)]
    [InlineData("anne@exemple.example", Reading.Refused)]
    [InlineData("http://exemple", Reading.Refused)]
    [InlineData("http://a.example http://b.example", Reading.Refused)]
    [InlineData("http://", Reading.Refused)]
    [InlineData("néant", Reading.Refused)]
    [InlineData("", Reading.Refused)]
    public void A_web_address_has_a_scheme_and_a_host(string text, string expected) => Reading.AssertBecomes("url", text, expected);
}
