using CsCheck;
using Reprise.Core.Plans;
using Reprise.Resolution.Text;

namespace Reprise.Resolution.Tests.Text;

public sealed class FieldTextTests
{
    [Theory]
    [InlineData(FieldRole.OrganisationName, "  Société d'Histoire de l’Îlot ", "societe d histoire de l ilot")]
    [InlineData(FieldRole.OrganisationName, "S.A.R.L. Dupont & Fils", "sarl dupont fils")]
    [InlineData(FieldRole.OrganisationName, "St. Catherine's", "st catherines")]
    [InlineData(FieldRole.OrganisationName, "e\u0301cole", "ecole")]
    [InlineData(FieldRole.OrganisationName, "Œuvre – Straße", "oeuvre strasse")]
    [InlineData(FieldRole.OrganisationName, " - ", "")]
    [InlineData(FieldRole.Phone, "+33 (0)1 99 00 12 34", "199001234")]
    [InlineData(FieldRole.Phone, "0033199001234", "199001234")]
    [InlineData(FieldRole.Phone, "01.99.00.12.34", "199001234")]
    [InlineData(FieldRole.Phone, "0000000000", "")]
    [InlineData(FieldRole.Phone, "poste 12", "")]
    [InlineData(FieldRole.BirthDate, "19560409", "19560409")]
    [InlineData(FieldRole.BirthDate, "1956-04-09", "19560409")]
    [InlineData(FieldRole.BirthDate, "9/4/1956", "19560409")]
    [InlineData(FieldRole.BirthDate, "1956-04-09 00:00:00", "19560409")]
    [InlineData(FieldRole.BirthDate, "0000-00-00", "")]
    [InlineData(FieldRole.Email, " Contact@Exemple.Example ", "contact@exemple.example")]
    [InlineData(FieldRole.Email, "pas de mail", "")]
    [InlineData(FieldRole.Identifier, "732 829 320 00074", "73282932000074")]
    [InlineData(FieldRole.PostalCode, "75 011", "75011")]
    public void Has_one_form_for_what_says_the_same(FieldRole role, string value, string expected)
    {
        var target = new char[FieldText.Capacity(value.Length)];

        var written = FieldText.Of(role).Write(value, target);

        Assert.Equal(expected, target.AsSpan(0, written).ToString());
    }

    [Fact]
    public void Takes_any_text_and_its_own_form_stays_as_it_is() => Gen.Select(Gen.Enum<FieldRole>(), Gen.String).Sample((role, value) =>
    {
        var first = Form(role, value);

        if (role is not (FieldRole.Phone or FieldRole.BirthDate))
        {
            Assert.Equal(first, Form(role, first));
        }
    });

    private static string Form(FieldRole role, string value)
    {
        var target = new char[FieldText.Capacity(value.Length)];
        return target.AsSpan(0, FieldText.Of(role).Write(value, target)).ToString();
    }
}
