using System.Globalization;
using Reprise.Pipeline.Lineage;
using Spectre.Console;

namespace Reprise.Host.Display;

/// <summary>The lineage of a record for people.</summary>
internal static class RecordText
{
    public static void Show(Screen screen, RecordDocument document)
    {
        screen.Line($"{document.Table} {document.Id}: {document.State}{(document.IsUnmasked ? string.Empty : " (values are masked)")}");
        if (document.MergedInto is { } merged)
        {
            screen.Line($"is {merged.Id} since run {merged.Run}: decided by {merged.DecidedBy}, {LineageText.Moment(merged.DecidedAt)}: {merged.Reason}");
        }

        foreach (var source in document.Sources)
        {
            screen.Line(string.Empty);
            Show(screen, source);
        }

        if (document.Changes.Count > 0)
        {
            screen.Line(string.Empty);
        }

        foreach (var change in document.Changes)
        {
            Show(screen, change);
        }

        LineageText.Runs(screen, document.Runs);
    }

    private static void Show(Screen screen, SourceRowDocument source)
    {
        var part = source.Part is null ? string.Empty : $" part {source.Part}";
        screen.Line($"{source.Entity} {source.Table}{part} {source.Key} ({(source.IsMerged ? "merged" : "own row")}), by table plan {source.TablePlan} of run {source.Run}");
        if (source.Snapshot is { } snapshot)
        {
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"  snapshot: chunk {snapshot.Chunk} [{snapshot.From ?? "start"}, {snapshot.To ?? "end"}), {snapshot.Rows} rows, {(snapshot.PurgedAt is { } at ? $"purged {LineageText.Moment(at)}" : "kept")}"));
        }

        if (source.Merge is { } merge)
        {
            screen.Line($"  {LineageText.Words(merge)}");
        }

        foreach (var fill in source.Fills)
        {
            screen.Line($"  {fill.Column} was filled by row {fill.FromKey}{(fill.FromEntity is { } entity ? $" of {entity}" : string.Empty)}");
        }

        LineageText.Held(screen, source.Held, source.Corrections);
        LineageText.Present(screen, source.Present);
        screen.Text.Write(Rules(source.Rules));
    }

    private static Table Rules(IReadOnlyList<RuleDocument> rules)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("column", "rule", "corrected", "source now", "mapped", "record now");
        foreach (var rule in rules)
        {
            string[] row =
            [
                rule.Column, rule.Rule, string.Join(", ", rule.Applied.Union(rule.AppliesNow ?? [], StringComparer.Ordinal)), rule.Before ?? string.Empty, rule.After ?? string.Empty, rule.Value ?? string.Empty,
            ];
            table.AddRow(row.Select(Markup.Escape).ToArray());
        }

        return table;
    }

    private static void Show(Screen screen, RecordChangeDocument change)
    {
        var undone = change.RolledBackAt is { } at ? $", undone {LineageText.Moment(at)}{(change.Kept is { } kept ? $" but kept: {kept}" : string.Empty)}" : string.Empty;
        screen.Line($"{change.Action} by run {change.Run}{undone}");
        foreach (var column in change.Columns)
        {
            screen.Line($"  {column.Column}: {column.Before ?? "NULL"} -> {column.After ?? "NULL"}");
        }
    }
}
