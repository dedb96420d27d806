using Reprise.Core.Plans.Scaffolding.Naming;

namespace Reprise.Core.Tests.Plans.Scaffolding;

public sealed class NameWordsTests
{
    [Theory]
    [InlineData("nom", "last_name")]
    [InlineData("raison_sociale", "name")]
    [InlineData("RaisonSociale", "name")]
    [InlineData("cp", "postal_code")]
    [InlineData("zip", "postalcode")]
    [InlineData("code_postal", "zip_code")]
    [InlineData("ville", "city")]
    [InlineData("tel", "phone")]
    [InlineData("téléphone", "phone")]
    [InlineData("mel", "email")]
    [InlineData("adresse_mail", "email")]
    [InlineData("ddn", "birth_date")]
    [InlineData("date_de_naissance", "birth_date")]
    [InlineData("DateNaissance", "birth_date")]
    [InlineData("annee", "year")]
    [InlineData("montant", "amount")]
    [InlineData("libellé", "title")]
    [InlineData("statut", "active")]
    [InlineData("date_creation", "created_at")]
    [InlineData("datec", "created_at")]
    [InlineData("date_modification", "updated_at")]
    [InlineData("datefin", "ends_at")]
    [InlineData("societe_id", "organisation_id")]
    [InlineData("fk_soc", "organisation_id")]
    [InlineData("cotisations", "contribution")]
    [InlineData("adhérents", "membership")]
    [InlineData("organisaton", "organisation")]
    public void Names_that_mean_the_same_are_near(string source, string target) => Assert.InRange(NameWords.Of(source).Likeness(NameWords.Of(target)), 0.75, 1);

    [Theory]
    [InlineData("ville", "email")]
    [InlineData("date_creation", "birth_date")]
    [InlineData("date_debut", "ends_at")]
    [InlineData("places", "place")]
    [InlineData("capital", "capacity")]
    [InlineData("formes_juridiques", "person")]
    [InlineData("code", "postal_code")]
    public void Names_that_mean_something_else_are_not(string source, string target) => Assert.InRange(NameWords.Of(source).Likeness(NameWords.Of(target)), 0, 0.5);

    [Fact]
    public void Likeness_is_the_same_both_ways() =>
        Assert.Equal(NameWords.Of("num_tel_fixe").Likeness(NameWords.Of("phone")), NameWords.Of("phone").Likeness(NameWords.Of("num_tel_fixe")));

    [Fact]
    public void The_name_of_the_own_table_says_little() =>
        Assert.InRange(NameWords.Of("code_manif").Within(NameWords.Of("manifestations")).Likeness(NameWords.Of("reference")), 0.75, 1);

    [Theory]
    [InlineData("llx_", "llx_societe", "llx_socpeople", "llx_const")]
    [InlineData("adh_", "adh_nom", "adh_prenom", "adh_mail", "id")]
    [InlineData("", "nom", "prenom", "date_creation", "date_fin")]
    [InlineData("", "llx_a", "llx_b")]
    public void A_prefix_is_what_most_names_share(string prefix, params string[] names) => Assert.Equal(prefix, NamePrefixes.Of(names));

    [Theory]
    [InlineData("")]
    [InlineData("___")]
    [InlineData("日付")]
    public void A_name_without_a_known_word_is_near_nothing(string name) => Assert.Equal(0, NameWords.Of(name).Likeness(NameWords.Of("email")));
}
