using System.Globalization;
using Reprise.Core.Runs;
using Spectre.Console;

namespace Reprise.Host.Display;

/// <summary>What a replay makes otherwise, for people.</summary>
internal static class DifferenceText
{
    /// <summary>Most records shown of a table plan; the JSON document has more.</summary>
    private const int MaxRecords = 10;

    /// <summary>Shows it.</summary>
    public static void Show(Screen screen, ReplayDifference difference)
    {
        screen.Line(difference.SamePlan
            ? $"replays {difference.Of} with the same plan ({Words(difference.After)})"
            : $"replays {difference.Of}: plan {Words(difference.Before)} → {Words(difference.After)}");
        screen.Text.Write(Figures(difference));
        foreach (var count in difference.Quarantine.Where(count => count.Before != count.After))
        {
            screen.Line($"held back: {count.Table} {(count.Column.Length == 0 ? string.Empty : $"{count.Column} ")}{count.Reason}: {Number(count.Before)} → {Number(count.After)}");
        }

        foreach (var (table, records) in difference.Tables.Where(table => table.Records is not null).Select(table => (table.Table, table.Records!)))
        {
            Show(screen, table, records);
        }
    }

    private static void Show(Screen screen, string table, RecordChanges records)
    {
        foreach (var (column, count) in records.Columns)
        {
            screen.Line($"changes: {table}.{column} in {Number(count)} record(s)");
        }

        foreach (var record in records.Samples.Where(record => record.Change != "inserted").Take(MaxRecords))
        {
            screen.Line($"{record.Change}: {table} {record.Id} (source key {record.Key}){(record.Columns.Count == 0 ? string.Empty : $": {string.Join(", ", record.Columns)}")}");
        }

        if (records.Removed > 0)
        {
            screen.Line($"{table}: {Number(records.Removed)} record(s) that this plan does not make stay in the target when it is published. Roll the run that made them back first, if they are to go.");
        }
    }

    private static Table Figures(ReplayDifference difference)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("run → replay; what publishing does to the target");
        table.AddColumns("table plan", "published", "unchanged", "merged", "quarantined", "filtered", "inserted", "changed", "removed");
        foreach (var entry in difference.Tables)
        {
            string Both(Func<RowFigures, long> figure) => $"{Number(entry.Before is { } before ? figure(before) : null)} → {Number(entry.After is { } after ? figure(after) : null)}";
            string[] row =
            [
                entry.Table,
                Both(rows => rows.Published), Both(rows => rows.Unchanged), Both(rows => rows.Merged), Both(rows => rows.Quarantined), Both(rows => rows.Filtered),
                Number(entry.Records?.Inserted), Number(entry.Records?.Changed), Number(entry.Records?.Removed),
            ];
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        return table;
    }

    private static string Words(PlanMark plan) => $"{plan.Plan}, version {plan.Version}, {plan.Fingerprint[..Math.Min(12, plan.Fingerprint.Length)]}";

    private static string Number(long? value) => value is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : "-";
}
