namespace Reprise.DemoData.Sources;

/// <summary>Memberships and yearly fees of the national CRM.</summary>
internal static class NationalMembers
{
    public const int FeesPerMember = 5;

    private static readonly string[] Categories = ["adherent", "adherent", "adherent", "partenaire", "honneur"];
    private static readonly string[] Methods = ["cheque", "virement", "virement", "prelevement", "especes"];

    public static SourceTable Memberships(TableDraft draft, int companies) => new(
        "adhesions",
        ["id", "societe_id", "numero", "categorie", "date_debut", "date_fin", "en_cours", "date_saisie"],
        MembershipRows(draft, companies));

    public static SourceTable Fees(TableDraft draft, int members) => new(
        "cotisations",
        ["id", "adhesion_id", "annee", "montant", "date_paiement", "mode_paiement"],
        FeeRows(draft, members));

    private static IEnumerable<object?[]> MembershipRows(TableDraft draft, int companies)
    {
        var blanks = draft.BlankEnums("categorie");
        var starts = draft.ZeroDates("date_debut");
        var ends = draft.ZeroDates("date_fin");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var since = dice.Day(2000, 2022);
            var over = dice.Chance(0.2);
            yield return
            [
                row + 1,
                (row % companies) + 1,
                $"N{row + 1:000000}",
                blanks.Hit(row, key) ? "" : dice.One(Categories),
                starts.Hit(row, key) ? ZeroDate.DayOf(since) : since,
                ends.Hit(row, key) ? ZeroDate.Day : over ? since.AddDays(dice.Between(300, 1200)) : null,
                over ? 0 : 1,
                since.ToDateTime(new TimeOnly(9, 30)),
            ];
        }
    }

    private static IEnumerable<object?[]> FeeRows(TableDraft draft, int members)
    {
        var orphans = draft.Orphans("adhesion_id");
        var paid = draft.ZeroDates("date_paiement");
        var blanks = draft.BlankEnums("mode_paiement");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            // Always five in a row per member, from a year of the member's own: one fee a year at most.
            var member = row / FeesPerMember;
            var year = 2015 + (member % 8) + (row % FeesPerMember);
            var key = $"{row + 1}";
            yield return
            [
                row + 1,
                orphans.Hit(row, key) ? members + 900 + row : member + 1,
                year,
                FeeAmounts.Draw(dice),
                paid.Hit(row, key) ? ZeroDate.Day : dice.Chance(0.9) ? dice.Day(year, year) : null,
                blanks.Hit(row, key) ? "" : dice.One(Methods),
            ];
        }
    }
}
