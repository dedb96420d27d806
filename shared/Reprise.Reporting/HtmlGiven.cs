using Reprise.Core.Runs;

namespace Reprise.Reporting;

/// <summary>What rows gave to records that other entities published.</summary>
internal static class HtmlGiven
{
    public static void Write(HtmlWriter page, RunSummary summary)
    {
        if (summary.Given.Count > 0)
        {
            page.Element("h2", "Valeurs apportées aux fiches d'autres entités");
            page.Table(
                ["Table", "Colonne", "Suite donnée", "Valeurs"],
                [.. summary.Given.Select(given => (IReadOnlyList<string>)[given.Table, given.Column, Outcome(given), French.Number(given.Cells)])],
                numbersFrom: 3);
        }
    }

    private static string Outcome(GivenCount given) => (given.Kept, given.Action) switch
    {
        ("changed_in_target", _) => "laissée : fiche modifiée dans l'application",
        ("deleted_in_target", _) => "laissée : la fiche n'existe plus dans l'application",
        ("refused", _) => "laissée : une contrainte de l'application refuse une valeur",
        ({ } kept, _) => kept,
        (_, "give") => "case vide complétée",
        (_, "take_back") => "case vidée : la ligne ne l'apporte plus",
        (_, "supersede") => "remplacée par la valeur de la fiche elle-même",
        _ => given.Action,
    };
}
