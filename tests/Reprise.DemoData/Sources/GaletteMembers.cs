namespace Reprise.DemoData.Sources;

/// <summary>Members and fees of the Rhône branch.</summary>
internal static class GaletteMembers
{
    public const int FeesPerMember = 6;

    private static readonly string[] Categories = ["actif", "actif", "actif", "bienfaiteur", "honneur"];
    private static readonly string[] Methods = ["CHQ", "VIR", "ESP", "chèque", ""];

    public static SourceTable FeeTypes() => new(
        "types_cotisation", ["id_type", "libelle"], [[1, "Cotisation annuelle"], [2, "Tarif réduit"], [3, "Cotisation à l'année scolaire"]]);

    public static SourceTable Members(TableDraft draft, int companies) => new(
        "adherents",
        ["num_adherent", "secteur", "num_ste", "categorie", "date_adhesion", "date_sortie", "a_jour", "date_saisie"],
        MemberRows(draft, companies));

    public static SourceTable Fees(TableDraft draft, int members) => new(
        "cotisations", ["num_adherent", "annee", "montant_cotis", "date_enreg", "mode"], FeeRows(draft, members));

    private static IEnumerable<object?[]> MemberRows(TableDraft draft, int companies)
    {
        var orphans = draft.Orphans("num_ste");
        var kinds = draft.BlankEnums("categorie");
        var starts = draft.ZeroDates("date_adhesion");
        var flags = draft.BlankEnums("a_jour");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var key = $"{row + 1}";
            var (sector, number) = GaletteKeys.Company(orphans.Hit(row, key) ? companies + 500 + row : row % companies);
            var since = dice.Day(1999, 2022);
            var over = dice.Chance(0.2);
            yield return
            [
                row + 1,
                sector,
                number,
                kinds.Hit(row, key) ? "" : dice.One(Categories),
                starts.Hit(row, key) ? ZeroDate.DayOf(since) : since,
                over ? since.AddDays(dice.Between(300, 1200)) : null,
                flags.Hit(row, key) ? "" : over ? "0" : "1",
                since.ToDateTime(new TimeOnly(17, 45)),
            ];
        }
    }

    private static IEnumerable<object?[]> FeeRows(TableDraft draft, int members)
    {
        var orphans = draft.Orphans("num_adherent");
        var paid = draft.ZeroDates("date_enreg");
        var dice = draft.Dice;
        for (var row = 0; row < draft.Rows; row++)
        {
            var year = 2015 + (row / FeesPerMember % 7) + (row % FeesPerMember);
            var member = (row / FeesPerMember) + 1;

            // The key holds the reference: the truth has to name the key the orphan has in the end.
            var lost = members + 900 + row;
            if (orphans.Hit(row, $"{lost}|{year}"))
            {
                member = lost;
            }

            yield return
            [
                member,
                year,
                (double)FeeAmounts.Draw(dice),
                paid.Hit(row, $"{member}|{year}") ? ZeroDate.Day : dice.Chance(0.9) ? dice.Day(year, year) : null,
                dice.One(Methods),
            ];
        }
    }
}
