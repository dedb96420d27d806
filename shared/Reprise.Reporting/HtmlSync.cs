using Reprise.Core.Runs;
using Reprise.Core.Sync;

namespace Reprise.Reporting;

/// <summary>How the source tables were read, why nothing was skipped, and what became of rows that are gone.</summary>
internal static class HtmlSync
{
    public static void Write(HtmlWriter page, RunSummary summary)
    {
        if (summary.Sync.Count == 0)
        {
            return;
        }

        page.Element("h2", "Lecture de la source");
        page.Table(["Table de la source", "Méthode", "Lignes dans la source", "Lues", "Preuve"], [.. summary.Sync.Select(table => Row(table, Read(table, summary)))]);
        Gone(page, summary);
    }

    /// <summary>Rows read of a source table; null before it was.</summary>
    private static long? Read(TableSync table, RunSummary summary) => summary.Plan?.Tables
        .Where(plan => plan.Source == table.Source)
        .Select(plan => summary.Tables.FirstOrDefault(figures => figures.Table == plan.Name)?.Rows.Read)
        .FirstOrDefault(rows => rows is not null);

    private static IReadOnlyList<string> Row(TableSync table, long? read) =>
    [
        table.Source,
        $"{FrenchSync.Method(table.Method)} ; {FrenchSync.Reason(table)}",
        table.Rows is { } rows ? French.Number(rows) : "—",
        read is { } count ? French.Number(count) : "—",
        FrenchSync.Proof(table, read),
    ];

    private static void Gone(HtmlWriter page, RunSummary summary)
    {
        page.Element("h3", "Lignes disparues de la source");
        page.Table(
            ["Table", "Suite donnée", "Lignes"],
            [.. summary.Gone.Select(gone => (IReadOnlyList<string>)[gone.Table, FrenchSync.Outcome(gone.Action, gone.Kept, summary.Run), French.Number(gone.Rows)])],
            numbersFrom: 2);
        if (summary.GoneRows.Count > 0)
        {
            page.Table(
                ["Table", "Clé dans la source", "Fiche", "Suite donnée"],
                [.. summary.GoneRows.Select(row => (IReadOnlyList<string>)[row.Table, row.Key, row.Record, FrenchSync.Outcome(row.Action, row.Kept, summary.Run)])]);
        }
    }
}
