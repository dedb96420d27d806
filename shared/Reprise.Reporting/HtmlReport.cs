using Reprise.Core.Runs;

namespace Reprise.Reporting;

/// <summary>The report for people: one self-contained page in French, readable on paper.</summary>
internal static class HtmlReport
{
    public static byte[] Render(RunSummary summary)
    {
        var page = HtmlWriter.Begin($"Exécution {summary.Run.Id}");
        page.Element("h1", $"Procès-verbal de reprise — {summary.Run.EntityName}");
        Head(page, summary);
        Figures(page, summary);
        HtmlSync.Write(page, summary);
        HtmlGates.Write(page, summary);
        Verification(page, summary);
        Coercions(page, summary);
        Quarantine(page, summary);
        Decisions(page, summary);
        Reviews(page, summary);
        HtmlMerges.Write(page, summary);
        HtmlGiven.Write(page, summary);
        Findings(page, summary);
        Snapshot(page, summary);
        return page.End();
    }

    private static void Head(HtmlWriter page, RunSummary summary)
    {
        var run = summary.Run;
        var facts = new List<(string Term, string Text)>
        {
            ("Exécution", run.Id.Value),
            ("Entité", $"{run.Entity} — {run.EntityName}"),
            ("Plan de reprise", summary.Plan is { } plan ? $"{plan.Plan}, version {plan.PlanVersion}, empreinte {plan.Hash[..12]}" : run.Plan),
            ("Mode", French.Mode(run.Mode)),
            ("État", French.Status(run.Status)),
            ("Début", French.Instant(run.StartedAt)),
            ("Fin", French.Instant(run.EndedAt)),
            ("Source", summary.Plan?.SourceServer ?? "—"),
        };
        if (run.Replay is { } replay)
        {
            facts.Add(("Rejeu de", replay.Of == replay.Snapshot ? $"{replay.Of}, à partir de son instantané" : $"{replay.Of}, à partir de l'instantané de {replay.Snapshot}"));
        }

        if (run.Message is { } message)
        {
            facts.Add(("Motif", message));
        }

        if (run.Approval is { } approval)
        {
            facts.Add((approval.Granted ? "Approuvée par" : "Refusée par", $"{approval.By}, {French.Instant(approval.At)} {approval.Comment}"));
        }

        page.Definitions(facts);
    }

    private static void Figures(HtmlWriter page, RunSummary summary)
    {
        page.Element("h2", "Bilan par table");
        page.Element("p", "Loi de conservation : lues = publiées + inchangées + fusionnées + rejetées + filtrées.");
        var rows = summary.Tables.Select(table => Row(table.Table, table.Rows)).ToList();
        rows.Add(Row("Total", summary.Tables.Aggregate(RowFigures.None, (sum, table) => sum.Add(table.Rows))));
        page.Table(["Table", "Lues", "Publiées", "Inchangées", "Fusionnées", "Rejetées", "Filtrées", "Équilibre"], rows, numbersFrom: 1);
    }

    private static IReadOnlyList<string> Row(string name, RowFigures rows) =>
    [
        name,
        French.Number(rows.Read),
        French.Number(rows.Published),
        French.Number(rows.Unchanged),
        French.Number(rows.Merged),
        French.Number(rows.Quarantined),
        French.Number(rows.Filtered),
        rows.IsBalanced ? "oui" : "NON",
    ];

    private static void Verification(HtmlWriter page, RunSummary summary)
    {
        page.Element("h2", "Vérification après publication");
        page.Table(
            ["Table", "Méthode", "Lignes comparées", "Différences", "Détail"],
            [.. summary.Verifications.Select(entry => (IReadOnlyList<string>)
            [
                entry.Table,
                French.Method(entry.Verdict.Method),
                French.Number(entry.Verdict.Rows),
                French.Number(entry.Verdict.Differences),
                entry.Verdict.Detail,
            ])]);
    }

    private static void Coercions(HtmlWriter page, RunSummary summary)
    {
        page.Element("h2", "Corrections (valeurs modifiées)");
        page.Table(
            ["Table", "Colonne", "Règle", "Nombre", "Exemples masqués"],
            [.. summary.Coercions.Select(entry => (IReadOnlyList<string>)
            [
                entry.Table,
                entry.Coercion.Column,
                French.Reason(entry.Coercion.Rule),
                French.Number(entry.Coercion.Count),
                string.Join(" ; ", entry.Coercion.Samples),
            ])]);
    }

    private static void Quarantine(HtmlWriter page, RunSummary summary)
    {
        page.Element("h2", "Rejets (lignes mises en quarantaine)");
        page.Table(
            ["Table", "Colonne", "Motif", "Lignes"],
            [.. summary.Quarantine.Select(entry => (IReadOnlyList<string>)[entry.Table, entry.Column, French.Reason(entry.Reason), French.Number(entry.Rows)])]);
    }

    private static void Decisions(HtmlWriter page, RunSummary summary)
    {
        if (summary.Corrections.Count == 0)
        {
            return;
        }

        page.Element("h2", "Décisions sur les rejets précédents");
        page.Table(
            ["Table", "Lignes corrigées", "Lignes écartées", "Lignes modifiées depuis dans la base d'origine, qui fait foi", "Lignes disparues de la base d'origine"],
            [.. summary.Corrections.Select(entry => (IReadOnlyList<string>)
            [
                entry.Table,
                French.Number(entry.Corrected),
                French.Number(entry.Dismissed),
                French.Number(entry.Outdated),
                French.Number(entry.Absent),
            ])],
            numbersFrom: 1);
    }

    private static void Reviews(HtmlWriter page, RunSummary summary)
    {
        if (summary.Reviews.Count == 0)
        {
            return;
        }

        page.Element("h2", "Doublons : rapprochements et cas à trancher");
        page.Table(
            ["Table", "Lignes rapprochées sans clé commune", "Paires douteuses", "Tranchées", "À trancher", "La plus ancienne depuis le"],
            [.. summary.Reviews.Select(queue => (IReadOnlyList<string>)
            [
                queue.Table,
                French.Number(queue.Merged),
                French.Number(queue.Pairs),
                French.Number(queue.Decided),
                French.Number(queue.Open),
                queue.Oldest is { } oldest ? French.Day(oldest) : "—",
            ])],
            numbersFrom: 1);
        if (summary.Reviews.Any(queue => queue.Open > 0))
        {
            page.Element("p", $"Les paires à trancher sont listées par « reprise duplicates list {summary.Run.Id} --review », et décidées par « reprise duplicates decide ». Sans décision, les deux fiches restent distinctes ; une décision vaut pour toutes les exécutions suivantes, et réunit aussi deux fiches déjà publiées.");
        }
    }

    private static void Findings(HtmlWriter page, RunSummary summary)
    {
        page.Element("h2", "Constats");
        page.Table(
            ["Code", "Table", "Colonne", "Constat"],
            [.. (summary.Plan?.Findings ?? []).Select(finding => (IReadOnlyList<string>)[finding.Code, finding.Table, finding.Column, finding.Message])]);
    }

    private static void Snapshot(HtmlWriter page, RunSummary summary)
    {
        page.Element("h2", "Instantané");
        var point = summary.Point;
        page.Definitions(
        [
            ("Lecture de la source", point is null ? "—" : French.Method(point.Method)),
            ("Un seul point dans le temps", point is null ? "—" : point.IsConsistent ? "oui" : "non"),
            ("Position", point?.Position ?? "non communiquée par le serveur"),
            ("Tables sans transaction", point is null || point.Unprotected.Count == 0 ? "aucune" : string.Join(", ", point.Unprotected)),
            ("Fichiers", French.Number(summary.Snapshot.Files)),
            ("Octets", French.Number(summary.Snapshot.Bytes)),
            ("Chiffrement", summary.Snapshot.Encrypted ? "AES-256-GCM, clé propre à l'exécution" : "NON CHIFFRÉ"),
            ("Purge", Purge(summary)),
        ]);
    }

    private static string Purge(RunSummary summary) => summary switch
    {
        { Snapshot.PurgedAt: { } at } => $"{French.Instant(at)} : {French.Number(summary.Snapshot.BlobsDeleted)} fichiers supprimés, clé détruite",
        { Run.Replay.Snapshot: var owner } => $"avec l'exécution {owner}",
        { Run.KeepSnapshot: { } kept } => $"{French.Number((long)kept.TotalDays)} jours après la réussite, pour pouvoir rejouer l'exécution",
        _ => "pas encore",
    };
}
