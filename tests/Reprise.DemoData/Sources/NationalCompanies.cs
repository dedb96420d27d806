using Reprise.DemoData.Companies;
using Reprise.DemoData.Text;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>Companies of the national CRM.</summary>
internal static class NationalCompanies
{
    private static readonly string[] Labels = ["", "", "formation", "insertion", "formation,numerique", "insertion,handicap"];

    public static SourceTable LegalForms() => new(
        "formes_juridiques",
        ["code", "libelle"],
        [
            ["9220", "Association déclarée"], ["5499", "SARL"], ["5710", "SAS"], ["5460", "SCOP"], ["5498", "EURL"],
            ["5599", "SA à conseil d'administration"], ["5458", "Société coopérative d'intérêt collectif"],
        ]);

    public static SourceTable Companies(TableDraft draft, EntityTruth truth, CompanyFile file) => new(
        "societes",
        [
            "id", "societe_mere_id", "siren", "siret", "raison_sociale", "forme", "type", "labels", "adresse", "complement",
            "code_postal", "ville", "email", "telephone", "actif", "budget", "date_creation", "date_radiation", "commentaire",
        ],
        Rows(draft, truth, file));

    private static IEnumerable<object?[]> Rows(TableDraft draft, EntityTruth truth, CompanyFile file)
    {
        var columns = new CompanyColumns("societes", "raison_sociale", "siret", "adresse", "code_postal", "ville", "email");
        var dirt = new CompanyDirt(draft, truth, file, columns);
        var twos = draft.Twos("actif");
        var blanks = draft.BlankEnums("type");
        var created = draft.ZeroDates("date_creation");
        var remarks = draft.Remarks("commentaire");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var company = file.Rows[row].Company;
            var siret = dirt.Siret(row, key);
            dirt.NoteIdentity(row, key);
            yield return
            [
                row + 1,
                file.ParentRow(row) + 1,
                siret.Length == 14 ? company.Siren : null,
                siret,
                dirt.Name(row, key),
                company.LegalForm,
                blanks.Hit(row, key) ? "" : company.IsAssociation ? "association" : "entreprise",
                dice.One(Labels),
                dirt.Street(row, key),
                company.StreetExtra,
                dirt.PostalCode(row, key),
                dirt.Town(row, key),
                dirt.Email(row, key),
                dice.Chance(0.5) ? company.Phone : ContactDetails.Phone(dice),
                twos.Hit(row, key) ? 2 : dice.Chance(0.9) ? 1 : 0,
                dice.Chance(0.4) ? dice.Between(500, 4_000_000) / 4m : null,
                created.Hit(row, key) ? ZeroDate.Moment : dice.Moment(2003, 2025),
                dice.Chance(0.03) ? dice.Day(2018, 2025) : null,
                remarks.Value(row, key),
            ];
        }
    }
}
