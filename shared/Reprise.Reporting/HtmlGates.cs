using Reprise.Core.Runs;

namespace Reprise.Reporting;

/// <summary>The gates in the report for people: verdicts, sums that differ, waivers, and what earlier runs measured.</summary>
internal static class HtmlGates
{
    public static void Write(HtmlWriter page, RunSummary summary)
    {
        page.Element("h2", "Seuils d'acceptation");
        page.Table(["Seuil", "Table", "Mesure", "Limite", "Verdict", "Détail"], [.. summary.Gates.Select(Row)]);
        Differences(page, summary);
        Waivers(page, summary);
        Trends(page, summary);
    }

    private static IReadOnlyList<string> Row(GateVerdict gate) =>
    [
        Name(gate),
        gate.Table,
        French.Measure(gate.Measure),
        $"{(gate.IsFloor ? "au moins" : "au plus")} {French.Number(gate.Threshold)}",
        French.Outcome(gate),
        Detail(gate),
    ];

    private static string Name(GateVerdict gate) => gate.Label is { } label ? $"{label} ({gate.Gate})" : French.Gate(gate.Gate);

    private static string Detail(GateVerdict gate)
    {
        var evidence = gate.Evidence;
        var kind = gate.Kind == gate.Gate ? [] : new[] { French.Kind(gate.Kind) };
        var failure = evidence.Failure is { } code ? [$"non mesurable : {French.Failure(code)}"] : Array.Empty<string>();
        var rows = evidence is { Of: { } of, Met: { } met } ? [$"{French.Number(met)} sur {French.Number(of)} {(gate.Kind == "review" ? "paires" : "lignes")}"] : Array.Empty<string>();
        var groups = evidence.DifferingGroups > 0 ? [$"{French.Number(evidence.DifferingGroups)} groupe(s) en écart"] : Array.Empty<string>();
        return string.Join(" ; ", [.. kind, .. rows, .. groups, .. failure]);
    }

    private static void Differences(HtmlWriter page, RunSummary summary)
    {
        var rows = summary.Gates.SelectMany(gate => gate.Evidence.Groups.Select(group => (IReadOnlyList<string>)
        [
            Name(gate),
            group.Group,
            French.Amount(group.Source),
            French.Amount(group.HeldBack),
            French.Amount(group.Published),
            French.Amount(group.Difference),
        ])).ToList();
        if (rows.Count > 0)
        {
            page.Element("h3", "Sommes en écart");
            page.Element("p", "Écart = source − rejets − publié. Les plus grands écarts sont listés.");
            page.Table(["Seuil", "Groupe", "Source", "Dont rejets", "Publié", "Écart"], rows, numbersFrom: 2);
        }
    }

    private static void Waivers(HtmlWriter page, RunSummary summary)
    {
        var waived = summary.Gates.Where(gate => gate.Outcome == GateOutcome.Waived).ToList();
        if (waived.Count > 0)
        {
            page.Element("h3", "Dérogations");
            page.Table(
                ["Seuil", "Table", "Accordée par", "Le", "Motif"],
                [.. waived.Select(gate => (IReadOnlyList<string>)[Name(gate), gate.Table, gate.WaivedBy ?? string.Empty, French.Instant(gate.WaivedAt), gate.WaivedFor ?? string.Empty])]);
        }
    }

    private static void Trends(HtmlWriter page, RunSummary summary)
    {
        var runs = summary.Trends.SelectMany(trend => trend.Points).DistinctBy(point => point.Run).OrderBy(point => point.StartedAt).ThenBy(point => point.Run.Value, StringComparer.Ordinal).ToList();
        if (runs.Count == 0)
        {
            return;
        }

        page.Element("h3", "Évolution sur les exécutions précédentes");
        var headings = runs.Select(run => $"{French.Day(run.StartedAt)} {French.ShortMode(run.Mode)}").Prepend("Table").Prepend("Seuil").Append("Cette exécution");
        page.Table([.. headings], [.. summary.Gates.Select(gate => Trend(gate, summary.Trends.FirstOrDefault(trend => (trend.Gate, trend.Table) == (gate.Gate, gate.Table)), runs))], numbersFrom: 2);
    }

    private static IReadOnlyList<string> Trend(GateVerdict gate, GateTrend? trend, List<GatePoint> runs) =>
    [
        Name(gate),
        gate.Table,
        .. runs.Select(run => trend?.Points.FirstOrDefault(point => point.Run == run.Run) is { } point ? French.Measure(point.Measure) + French.Mark(point.Outcome) : string.Empty),
        French.Measure(gate.Measure) + French.Mark(gate.Outcome),
    ];
}
