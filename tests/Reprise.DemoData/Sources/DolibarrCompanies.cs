using Reprise.DemoData.Companies;
using Reprise.DemoData.People;
using Reprise.DemoData.Text;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>Third parties and their contacts, in Dolibarr's tables.</summary>
internal static class DolibarrCompanies
{
    public static SourceTable Companies(TableDraft draft, EntityTruth truth, CompanyFile file) => new(
        "llx_societe",
        [
            "rowid", "nom", "name_alias", "entity", "parent", "status", "siren", "siret", "address", "zip", "town", "phone",
            "email", "fk_forme_juridique", "capital", "note_private", "datec", "tms",
        ],
        CompanyRows(draft, truth, file));

    public static SourceTable Contacts(TableDraft draft, int companies) => new(
        "llx_socpeople",
        [
            "rowid", "fk_soc", "civility", "lastname", "firstname", "birthday", "poste", "phone", "email", "mailing",
            "note_private", "datec", "tms",
        ],
        ContactRows(draft, companies));

    private static IEnumerable<object?[]> CompanyRows(TableDraft draft, EntityTruth truth, CompanyFile file)
    {
        var columns = new CompanyColumns("llx_societe", "nom", "siret", "address", "zip", "town", "email");
        var dirt = new CompanyDirt(draft, truth, file, columns);
        var created = draft.ZeroDates("datec");
        var remarks = draft.Remarks("note_private");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var company = file.Rows[row].Company;
            var siret = dirt.Siret(row, key);
            var moment = dice.Moment(2012, 2025);
            dirt.NoteIdentity(row, key);
            yield return
            [
                row + 1,
                dirt.Name(row, key),
                null,
                1,
                file.ParentRow(row) + 1,
                dice.Chance(0.9) ? 1 : 0,
                siret.Length == 14 ? company.Siren : null,
                siret,
                dirt.Street(row, key),
                dirt.PostalCode(row, key),
                dirt.Town(row, key),
                dice.Chance(0.5) ? company.Phone : ContactDetails.Phone(dice),
                dirt.Email(row, key),
                company.IsAssociation ? 92 : 54,
                dice.Chance(0.3) ? dice.Between(1, 500) * 100.0 : null,
                remarks.Value(row, key),
                created.Hit(row, key) ? ZeroDate.Moment : moment,
                moment.AddDays(dice.Between(0, 300)),
            ];
        }
    }

    private static IEnumerable<object?[]> ContactRows(TableDraft draft, int companies)
    {
        var orphans = draft.Orphans("fk_soc");
        var names = draft.DirtyText("lastname");
        var firstNames = draft.DirtyText("firstname");
        var births = draft.ZeroDates("birthday");
        var emails = draft.Dirty(DirtKind.InvalidEmail, "email", draft.Shares.InvalidEmails);
        var twos = draft.Twos("mailing");
        var created = draft.ZeroDates("datec");
        var remarks = draft.Remarks("note_private");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var person = Person.Draw(dice);
            var email = ContactDetails.PersonEmail(dice, person.FirstName, person.LastName);
            var moment = dice.Moment(2012, 2025);
            yield return
            [
                row + 1,
                orphans.Hit(row, key) ? companies + 500 + row : dice.Between(1, companies),
                person.IsWoman ? "MME" : "MR",
                names.Value(row, key, person.LastName),
                firstNames.Value(row, key, person.FirstName),
                births.Hit(row, key) ? ZeroDate.Day : dice.Chance(0.3) ? dice.Day(1945, 2004) : null,
                dice.Chance(0.6) ? dice.One(FrenchNames.Jobs) : null,
                dice.Chance(0.7) ? ContactDetails.Phone(dice) : null,
                emails.Hit(row, key) ? ContactDetails.Broken(dice, email) : dice.Chance(0.1) ? null : email,
                twos.Hit(row, key) ? 2 : dice.Between(0, 1),
                remarks.Value(row, key),
                created.Hit(row, key) ? ZeroDate.Moment : moment,
                moment.AddDays(dice.Between(0, 300)),
            ];
        }
    }
}
