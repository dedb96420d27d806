using Reprise.Core.Hazards;

namespace Reprise.Reporting;

/// <summary>The sheet handed to an entity before its migration: what its data hold, what happens by default, and room to decide otherwise.</summary>
internal static class HtmlDecisionSheet
{
    private static readonly Decider[] Order = [Decider.Entity, Decider.Application, Decider.Engineer];

    public static byte[] Render(DecisionSheet sheet)
    {
        var page = HtmlWriter.Begin($"Fiche de décision {sheet.Entity}");
        page.Element("h1", $"Fiche de décision avant reprise — {sheet.Name}");
        page.Definitions(
        [
            ("Entité", $"{sheet.Entity} — {sheet.Name}"),
            ("Source", $"{sheet.Server}, base {sheet.Database}"),
            ("Plan de reprise", sheet.Plan),
            ("Examen du", French.Instant(sheet.TakenAt)),
            ("Volume", $"{French.Number(sheet.Tables)} tables, {French.Number(sheet.Rows)} lignes lues"),
        ]);
        page.Element("p", "Rien n'a encore été copié. Chaque constat ci-dessous indique ce qui se passera par défaut ; sans réponse de votre part, ce traitement s'applique. Les exemples sont masqués : lettres et chiffres remplacés.");
        foreach (var decider in Order)
        {
            page.Element("h2", French.Decider(decider));
            page.Table(
                ["Constat", "Table", "Colonne", "Nombre", "Exemples masqués", "Traitement par défaut", "Décision"],
                [.. sheet.Hazards.Where(hazard => hazard.Decider == decider).Select(Row)]);
        }

        NotCarried(page, sheet);
        page.Element("p", "Décision : « d'accord » ou le traitement souhaité. Date, nom et signature :");
        return page.End();
    }

    private static void NotCarried(HtmlWriter page, DecisionSheet sheet)
    {
        page.Element("h2", "Ce que la base contient et qui ne sera pas repris");
        page.Element("p", "Seules les lignes des tables sont reprises. Ce que les éléments ci-dessous font ou conservent aujourd'hui, l'application doit le faire, ou s'en passer.");
        page.Table(
            ["Élément", "Nom", "Table", "Décision"],
            [.. sheet.Features.Select(feature => (IReadOnlyList<string>)[FrenchFeatures.Kind(feature.Kind), feature.Name, feature.Table.Length == 0 ? "—" : feature.Table, string.Empty])]);
    }

    private static IReadOnlyList<string> Row(Hazard hazard) =>
    [
        French.Hazard(hazard.Code) + (hazard.Detail.Length > 0 ? $" ({hazard.Detail})" : string.Empty),
        hazard.Table,
        hazard.Column,
        French.Number(hazard.Rows),
        string.Join(" ; ", hazard.Samples),
        French.Proposal(hazard.Proposal),
        string.Empty,
    ];
}
