using System.Globalization;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>Why a source row has no record, from what is known of it. The first reason that holds counts.</summary>
internal static class AbsentRow
{
    /// <summary>Outcome, sentence and run.</summary>
    public static (string Outcome, string Because, string? Run) Explain(RunTable table, RunStanding standing, PresentRow row, IReadOnlyList<HeldDocument> held, IReadOnlyList<CorrectionDocument> corrections)
    {
        var newest = standing.Newest?.Id.Value;
        if (held.FirstOrDefault(entry => entry.Run == newest) is { } refused)
        {
            return Held(refused);
        }

        if (corrections.FirstOrDefault(correction => correction is { IsDismissed: true, SupersededAt: null, AppliedBy: not null }) is { } dismissed)
        {
            return ("dismissed", $"{dismissed.By} left the row out on {Day(dismissed.At)}.", dismissed.AppliedBy);
        }

        return Of(row, newest) ?? ByRuns(table, standing, row, held);
    }

    private static (string Outcome, string Because, string? Run) Held(HeldDocument held) => held.State == "dismissed"
        ? ("dismissed", $"Run {held.Run} held the row back, and somebody left it out since.", held.Run)
        : ("held_back", held.Column.Length == 0
            ? $"Run {held.Run} held the row back: {held.Reason}."
            : $"Run {held.Run} held the row back: {held.Reason} in column {held.Column}.", held.Run);

    /// <summary>What the source row as it is now says by itself.</summary>
    private static (string Outcome, string Because, string? Run)? Of(PresentRow row, string? newest) => row switch
    {
        { IsAbsent: true } => ("not_in_source", "The source has no row with this key now, and no run made a record of one.", null),
        { Trace.IsDismissed: true } => ("dismissed", "A person left the row out.", newest),
        { Trace.Unmet: { Count: > 0 } unmet } => ("filtered", $"The row as it is now does not satisfy the plan's condition {Core.Plans.Comparing.RuleText.Of(unmet[0])}.", newest),
        _ => null,
    };

    private static (string Outcome, string Because, string? Run) ByRuns(RunTable table, RunStanding standing, PresentRow row, IReadOnlyList<HeldDocument> held)
    {
        if (standing.Published(table.Lot) is not { } published)
        {
            return standing.RolledBack(table.Lot) is { } undone
                ? ("rolled_back", $"Run {undone.Run} was rolled back, and nothing of lot {table.Lot} was published since.", undone.Run)
                : ("not_published", $"No run has published lot {table.Lot} yet{(standing.Runs.Count == 0 ? "." : $"; the newest, {standing.Runs[^1].Run}, is {standing.Runs[^1].Status} ({standing.Runs[^1].Mode}).")}", null);
        }

        if (held.Count > 0)
        {
            return Held(held[0]);
        }

        return row.Trace is not null
            ? ("not_read", $"The source has the row now, but run {published.Run} of {Day(published.StartedAt)}, the newest that published, did not find it like this: it was added or changed since. The next run takes it.", published.Run)
            : ("unknown", Elimination(table, row), null);
    }

    private static string Elimination(RunTable table, PresentRow row) =>
        $"No run made a record of it or held it back, and the source row was not read ({row.NotRead}). It was not in the source when it was read{(table.Where.Count > 0 ? $", or the plan leaves it out by {string.Join(" or ", table.Where.Select(Core.Plans.Comparing.RuleText.Of))}" : string.Empty)}.";

    private static string Day(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
