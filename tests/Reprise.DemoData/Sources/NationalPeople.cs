using Reprise.DemoData.People;
using Reprise.DemoData.Places;
using Reprise.DemoData.Text;
using Reprise.DemoData.Truth;

namespace Reprise.DemoData.Sources;

/// <summary>People of the national CRM: contacts, members of before 2009, and who logged in.</summary>
internal static class NationalPeople
{
    private static readonly string[] Roles = ["", "", "", "president", "tresorier", "secretaire", "president,salarie"];

    public static SourceTable Contacts(TableDraft draft, int companies) => new(
        "contacts",
        [
            "id", "societe_id", "civilite", "nom", "prenom", "fonction", "roles", "email", "telephone", "date_naissance",
            "newsletter", "date_creation", "notes",
        ],
        ContactRows(draft, companies));

    public static SourceTable FormerMembers(TableDraft draft) => new(
        "anciens_adherents",
        ["id", "nom", "prenom", "email", "telephone", "ville", "date_sortie", "date_import", "remarque"],
        FormerMemberRows(draft));

    public static SourceTable Logins(TableDraft draft) => new(
        "journal_connexions", ["identifiant", "moment", "adresse_ip", "message"], LoginRows(draft));

    private static IEnumerable<object?[]> ContactRows(TableDraft draft, int companies)
    {
        var orphans = draft.Orphans("societe_id");
        var blanks = draft.BlankEnums("civilite");
        var names = draft.DirtyText("nom");
        var firstNames = draft.DirtyText("prenom");
        var emails = draft.Dirty(DirtKind.InvalidEmail, "email", draft.Shares.InvalidEmails);
        var births = draft.ZeroDates("date_naissance");
        var twos = draft.Twos("newsletter");
        var created = draft.ZeroDates("date_creation");
        var remarks = draft.Remarks("notes");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var person = Person.Draw(dice);
            var email = ContactDetails.PersonEmail(dice, person.FirstName, person.LastName);
            var birth = dice.Day(1945, 2004);
            yield return
            [
                row + 1,
                orphans.Hit(row, key) ? companies + 500 + row : dice.Chance(0.05) ? null : dice.Between(1, companies),
                blanks.Hit(row, key) ? "" : person.IsWoman ? "Mme" : "M.",
                names.Value(row, key, person.LastName),
                firstNames.Value(row, key, person.FirstName),
                dice.Chance(0.6) ? dice.One(FrenchNames.Jobs) : null,
                dice.One(Roles),
                emails.Hit(row, key) ? ContactDetails.Broken(dice, email) : dice.Chance(0.1) ? null : email,
                dice.Chance(0.7) ? ContactDetails.Phone(dice) : null,
                births.Hit(row, key) ? ZeroDate.DayOf(birth) : dice.Chance(0.4) ? birth : null,
                twos.Hit(row, key) ? 2 : dice.Between(0, 1),
                created.Hit(row, key) ? ZeroDate.Moment : dice.Moment(2005, 2025),
                remarks.Value(row, key),
            ];
        }
    }

    private static IEnumerable<object?[]> FormerMemberRows(TableDraft draft)
    {
        var names = draft.DirtyText("nom", draft.Shares.LegacyMojibake);
        var firstNames = draft.DirtyText("prenom", draft.Shares.LegacyMojibake);
        var towns = draft.DirtyText("ville", draft.Shares.LegacyMojibake);
        var left = draft.ZeroDates("date_sortie");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var person = Person.Draw(dice);
            yield return
            [
                row + 1,
                names.Value(row, key, person.LastName),
                firstNames.Value(row, key, person.FirstName),
                dice.Chance(0.3) ? ContactDetails.PersonEmail(dice, person.FirstName, person.LastName) : null,
                ContactDetails.Phone(dice),
                towns.Value(row, key, Communes.Anywhere(dice).Name),
                left.Hit(row, key) ? ZeroDate.Day : dice.Day(1998, 2008),
                new DateTime(2009, 2, 14, 10, 0, 0, DateTimeKind.Unspecified).AddSeconds(row),
                Remarks.Maybe(dice, 0.2),
            ];
        }
    }

    private static IEnumerable<object?[]> LoginRows(TableDraft draft)
    {
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            // Few people and few minutes: some rows are equal in every column, and nothing tells them apart.
            yield return
            [
                $"agent{dice.Between(1, 12):00}",
                new DateTime(2026, 5, 4, 8, 0, 0, DateTimeKind.Unspecified).AddMinutes(dice.Between(0, 2_000)),
                $"192.0.2.{dice.Between(1, 9)}",
                dice.Chance(0.9) ? "Connexion" : "Échec",
            ];
        }
    }
}
