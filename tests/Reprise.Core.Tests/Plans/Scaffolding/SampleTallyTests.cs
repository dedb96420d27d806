using Reprise.Core.Catalogs;

namespace Reprise.Core.Tests.Plans.Scaffolding;

public sealed class SampleTallyTests
{
    [Theory]
    [InlineData(ContentKind.Email, "contact@association.example")]
    [InlineData(ContentKind.Phone, "01 99 00 12 34")]
    [InlineData(ContentKind.Phone, "+33199001234")]
    [InlineData(ContentKind.Siren, "732 829 320")]
    [InlineData(ContentKind.Siret, "73282932000074")]
    [InlineData(ContentKind.PostalCode, "69003 CEDEX 12")]
    [InlineData(ContentKind.PostalCode, "2A004")]
    [InlineData(ContentKind.Date, "31/12/1999")]
    [InlineData(ContentKind.Date, "1999-12-31 23:59:59")]
    [InlineData(ContentKind.YesNo, "oui")]
    [InlineData(ContentKind.Year, "2024")]
    [InlineData(ContentKind.Number, "1 234,50 €")]
    [InlineData(ContentKind.ProperName, "Saint-Étienne")]
    [InlineData(ContentKind.Url, "https://association.example/accueil")]
    public void A_value_is_told_by_its_form(ContentKind kind, string value) => Assert.Equal(1, Tally(value).Kinds.GetValueOrDefault(kind));

    [Theory]
    [InlineData(ContentKind.Email, "a@b")]
    [InlineData(ContentKind.Phone, "12345")]
    [InlineData(ContentKind.Siren, "732829321")]
    [InlineData(ContentKind.Siret, "73282932000075")]
    [InlineData(ContentKind.PostalCode, "690031")]
    [InlineData(ContentKind.Date, "hier")]
    [InlineData(ContentKind.Year, "3024")]
    [InlineData(ContentKind.Number, "douze")]
    [InlineData(ContentKind.ProperName, "président")]
    public void What_only_resembles_is_not(ContentKind kind, string value) => Assert.Equal(0, Tally(value).Kinds.GetValueOrDefault(kind));

    [Fact]
    public void Nulls_zero_dates_and_blanks_are_not_filled()
    {
        var sample = Tally(null, "0000-00-00 00:00:00", " ", "2024-05-01");

        Assert.Equal((4, 1, 1), (sample.Rows, sample.Filled, sample.Blank));
    }

    [Fact]
    public void Few_values_tell_nothing()
    {
        Assert.Null(Tally("1", "0", "1", "0").Share(ContentKind.YesNo));
        Assert.Equal(0.8, Tally("1", "0", "1", "0", "2").Share(ContentKind.YesNo));
    }

    private static ColumnSample Tally(params string?[] values)
    {
        var tally = new SampleTally("t", "c");
        foreach (var value in values)
        {
            tally.Add(value);
        }

        return tally.Finish();
    }
}
