namespace Reprise.DemoData.Sources;

/// <summary>Members and their subscriptions, in Dolibarr's tables.</summary>
internal static class DolibarrMembers
{
    public const int FeesPerMember = 5;

    private static readonly string[] Types = ["Association adhérente", "Entreprise partenaire", "Membre d'honneur"];
    private static readonly string[] Notes = ["Chèque", "Virement", "Prélèvement", "Espèces"];

    public static SourceTable Members(TableDraft draft, int companies) => new(
        "llx_adherent",
        ["rowid", "ref", "fk_soc", "type_label", "statut", "datedebut", "datefin", "datec", "tms"],
        MemberRows(draft, companies));

    public static SourceTable Fees(TableDraft draft, int members) => new(
        "llx_subscription",
        ["rowid", "fk_adherent", "annee", "subscription", "datep", "note", "tms"],
        FeeRows(draft, members));

    private static IEnumerable<object?[]> MemberRows(TableDraft draft, int companies)
    {
        var orphans = draft.Orphans("fk_soc");
        var twos = draft.Twos("statut");
        var starts = draft.ZeroDates("datedebut");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var since = dice.Day(2008, 2022);
            var over = dice.Chance(0.2);
            var entered = since.ToDateTime(new TimeOnly(14, 5));
            yield return
            [
                row + 1,
                $"ADH{row + 1:00000}",
                orphans.Hit(row, key) ? companies + 500 + row : (row % companies) + 1,
                dice.One(Types),
                twos.Hit(row, key) ? 2 : over ? 0 : 1,
                starts.Hit(row, key) ? ZeroDate.DayOf(since) : since,
                over ? since.AddDays(dice.Between(300, 1200)) : null,
                entered,
                entered.AddDays(dice.Between(0, 300)),
            ];
        }
    }

    private static IEnumerable<object?[]> FeeRows(TableDraft draft, int members)
    {
        var orphans = draft.Orphans("fk_adherent");
        var paid = draft.ZeroDates("datep");
        var notes = draft.DirtyText("note");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var member = row / FeesPerMember;
            var year = 2015 + (member % 8) + (row % FeesPerMember);
            var key = $"{row + 1}";
            yield return
            [
                row + 1,
                orphans.Hit(row, key) ? members + 900 + row : member + 1,
                year,
                (double)FeeAmounts.Draw(dice),
                paid.Hit(row, key) ? ZeroDate.Day : dice.Chance(0.9) ? dice.Day(year, year) : null,
                notes.Value(row, key, dice.One(Notes)),
                new DateTime(year, 12, 1, 9, 0, 0, DateTimeKind.Unspecified).AddMinutes(dice.Between(0, 20_000)),
            ];
        }
    }
}
