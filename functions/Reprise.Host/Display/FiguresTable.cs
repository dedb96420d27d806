using System.Globalization;
using Reprise.Pipeline.Operations;
using Spectre.Console;

namespace Reprise.Host.Display;

/// <summary>A run's figures as a table for people.</summary>
internal static class FiguresTable
{
    private static readonly string[] Figures = ["read", "published", "unchanged", "merged", "quarantined", "filtered", "balanced"];

    /// <summary>The table of a run.</summary>
    public static Table Of(RunDocument run)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape($"{run.Entity}  {run.Plan}  {run.Mode}: {run.Status}"));
        table.AddColumn("table");
        foreach (var figure in Figures)
        {
            table.AddColumn(new TableColumn(figure).RightAligned());
        }

        foreach (var (name, document) in run.Tables)
        {
            table.AddRow(Row(name, document));
        }

        return run.Tables.Count > 1 ? table.AddRow(Row("total", TableDocument.Of(run.Rows) with { Balanced = run.Balanced })) : table;
    }

    private static string[] Row(string name, TableDocument rows) =>
    [
        Markup.Escape(name),
        Number(rows.Read),
        Number(rows.Published),
        Number(rows.Unchanged),
        Number(rows.Merged),
        Number(rows.Quarantined),
        Number(rows.Filtered),
        rows.Balanced ? "yes" : "NO",
    ];

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
