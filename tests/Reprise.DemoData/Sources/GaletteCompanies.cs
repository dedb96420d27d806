using Reprise.DemoData.Companies;
using Reprise.DemoData.People;
using Reprise.DemoData.Text;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>Companies and people of the Rhône branch.</summary>
internal static class GaletteCompanies
{
    public static SourceTable Companies(TableDraft draft, EntityTruth truth, CompanyFile file) => new(
        "ste",
        [
            "secteur", "numero", "num_siret", "raison_sociale", "forme", "adresse1", "adresse2", "cp", "ville", "tel", "mel",
            "actif", "date_creation", "observations",
        ],
        CompanyRows(draft, truth, file));

    public static SourceTable People(TableDraft draft, int companies) => new(
        "personnes",
        ["num_personne", "secteur", "num_ste", "nom", "prenom", "fonction", "mel", "tel", "ddn", "lettre", "date_saisie"],
        PeopleRows(draft, companies));

    private static IEnumerable<object?[]> CompanyRows(TableDraft draft, EntityTruth truth, CompanyFile file)
    {
        var columns = new CompanyColumns("ste", "raison_sociale", "num_siret", "adresse1", "cp", "ville", "mel");
        var dirt = new CompanyDirt(draft, truth, file, columns);
        var blanks = draft.BlankEnums("actif");
        var created = draft.ZeroDates("date_creation");
        var remarks = draft.Remarks("observations");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var (sector, number) = GaletteKeys.Company(row);
            var key = $"{sector}|{number}";
            var company = file.Rows[row].Company;
            dirt.NoteIdentity(row, key);
            yield return
            [
                sector,
                number,
                dirt.Siret(row, key),
                dirt.Name(row, key),
                company.LegalForm,
                dirt.Street(row, key),
                company.StreetExtra,
                dirt.PostalCode(row, key),
                dirt.Town(row, key),
                dice.Chance(0.5) ? company.Phone : ContactDetails.Phone(dice),
                dirt.Email(row, key),
                blanks.Hit(row, key) ? "" : dice.Chance(0.9) ? "1" : "0",
                created.Hit(row, key) ? ZeroDate.Moment : dice.Moment(1999, 2025),
                remarks.Value(row, key),
            ];
        }
    }

    private static IEnumerable<object?[]> PeopleRows(TableDraft draft, int companies)
    {
        var orphans = draft.Orphans("num_ste");
        var names = draft.DirtyText("nom");
        var firstNames = draft.DirtyText("prenom");
        var emails = draft.Dirty(DirtKind.InvalidEmail, "mel", draft.Shares.InvalidEmails);
        var births = draft.ZeroDates("ddn");
        var blanks = draft.BlankEnums("lettre");
        var created = draft.ZeroDates("date_saisie");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = GaletteKeys.Person(row);
            var person = Person.Draw(dice);
            var email = ContactDetails.PersonEmail(dice, person.FirstName, person.LastName);
            var (sector, number) = GaletteKeys.Company(orphans.Hit(row, key) ? companies + 500 + row : dice.Between(0, companies - 1));
            yield return
            [
                key,
                sector,
                number,
                names.Value(row, key, person.LastName),
                firstNames.Value(row, key, person.FirstName),
                dice.Chance(0.4) ? dice.One(FrenchNames.Jobs) : null,
                emails.Hit(row, key) ? ContactDetails.Broken(dice, email) : dice.Chance(0.2) ? null : email,
                dice.Chance(0.7) ? ContactDetails.Phone(dice) : null,
                births.Hit(row, key) ? ZeroDate.Day : dice.Chance(0.3) ? dice.Day(1945, 2004) : null,
                blanks.Hit(row, key) ? "" : dice.Chance(0.6) ? "1" : "0",
                created.Hit(row, key) ? ZeroDate.Moment : dice.Moment(1999, 2025),
            ];
        }
    }
}
