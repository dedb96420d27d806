using Reprise.Core.Runs;

namespace Reprise.Reporting;

/// <summary>Published records that people decided are one: which went, and which were left and why.</summary>
internal static class HtmlMerges
{
    public static void Write(HtmlWriter page, RunSummary summary)
    {
        if (summary.Merges.Count == 0)
        {
            return;
        }

        page.Element("h2", "Fiches déjà publiées, réunies sur décision");
        page.Table(
            ["Table", "Suite donnée", "Fiches"],
            [.. summary.Merges.Select(merge => (IReadOnlyList<string>)[merge.Table, Outcome(merge.Action, merge.Kept, summary.Run), French.Number(merge.Records)])],
            numbersFrom: 2);
        page.Table(
            ["Table", "Clé dans la source", "Fiche", "Réunie à", "Suite donnée"],
            [.. summary.MergedRecords.Select(merge => (IReadOnlyList<string>)[merge.Table, merge.Key, merge.Record, merge.Into, Outcome(merge.Action, merge.Kept, summary.Run)])]);
        if (summary.Merges.Any(merge => merge.Kept is not null))
        {
            page.Element("p", "Une fiche laissée reste telle quelle, et ce qui y renvoie aussi ; la décision est reprise à chaque exécution, jusqu'à ce que rien ne s'y oppose ou qu'elle soit changée par « reprise duplicates decide … --different ».");
        }
    }

    private static string Outcome(string action, string? kept, RunRecord run) => kept switch
    {
        "deleted_in_target" => "laissée : l'une des deux fiches n'existe plus dans l'application",
        "merged_into" => "laissée : des lignes d'autres entités en font partie",
        "held_back" => "laissée : l'une des deux lignes est en rejet ou absente de la source",
        "contradicted" => "laissée : une autre décision dit que les fiches diffèrent",
        "referenced" => "laissée : une fiche que l'exécution ne modifie pas y renvoie",
        _ => FrenchSync.Outcome(action, kept, run),
    };
}
