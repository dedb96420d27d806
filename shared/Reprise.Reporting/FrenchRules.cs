using Reprise.Core.Mapping.Normalising;

namespace Reprise.Reporting;

/// <summary>French words for what normalisers change and refuse.</summary>
internal static class FrenchRules
{
    /// <summary>What a normaliser changed; a code that is none is itself.</summary>
    public static string Changed(string normaliser) => normaliser switch
    {
        NormaliserNames.Trim => "espaces retirés autour du texte",
        NormaliserNames.Collapse => "espaces superflus retirés",
        NormaliserNames.Nfc => "lettres accentuées réunies en un seul caractère (Unicode NFC)",
        NormaliserNames.NameCase => "majuscules et minuscules d'un nom de personne",
        NormaliserNames.Mojibake => "texte mal décodé, réparé (« Ã© » redevient « é »)",
        NormaliserNames.HtmlEntities => "entités HTML décodées (« &eacute; » devient « é »)",
        NormaliserNames.PhpSerialized => "valeur sérialisée par PHP",
        _ => Subject(normaliser) is { } subject ? $"{subject} : mise en forme" : normaliser,
    };

    /// <summary>What a normaliser refused.</summary>
    public static string Refused(string normaliser) => normaliser == NormaliserNames.PhpSerialized
        ? "valeur sérialisée par PHP illisible (longueurs fausses)"
        : $"{Subject(normaliser) ?? normaliser} : valeur invalide";

    private static string? Subject(string normaliser) => normaliser switch
    {
        NormaliserNames.Siren => "numéro SIREN",
        NormaliserNames.Siret => "numéro SIRET",
        NormaliserNames.Naf => "code d'activité NAF/APE",
        NormaliserNames.Vat => "numéro de TVA intracommunautaire",
        NormaliserNames.PostalCode => "code postal",
        NormaliserNames.Commune => "nom de commune",
        NormaliserNames.Department => "département",
        NormaliserNames.Iban => "IBAN",
        NormaliserNames.Bic => "BIC",
        NormaliserNames.Email => "adresse électronique",
        NormaliserNames.Phone => "numéro de téléphone",
        NormaliserNames.Url => "adresse de site web",
        NormaliserNames.FrenchDate => "date écrite en français",
        NormaliserNames.Amount => "montant",
        NormaliserNames.Civility => "civilité",
        _ => null,
    };
}
