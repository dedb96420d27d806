using System.Globalization;
using Reprise.Core.Lineage;
using Reprise.Pipeline.Lineage;

namespace Reprise.Host.Display;

/// <summary>What both directions of lineage say in the same words.</summary>
internal static class LineageText
{
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Words(MergeDocument merge)
    {
        if (merge.By == "equal_key")
        {
            return $"merged: equal {string.Join(", ", merge.Columns)}";
        }

        var weights = merge.Weights.Where(weight => weight.Level != "unknown").Select(weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Comparison} {weight.Level} {weight.Bits:+0.0;-0.0}"));
        var decision = merge.DecidedBy is null ? string.Empty : $"; decided by {merge.DecidedBy}: {merge.Reason}";
        return string.Create(CultureInfo.InvariantCulture, $"merged: the same as {merge.With} with probability {merge.Probability:P1} ({string.Join(", ", weights)}){decision}");
    }

    public static void Held(Screen screen, IReadOnlyList<HeldDocument> held, IReadOnlyList<CorrectionDocument> corrections)
    {
        foreach (var entry in held)
        {
            screen.Line($"  held back by run {entry.Run}: {entry.Reason}{(entry.Column.Length == 0 ? string.Empty : $" in {entry.Column}")} ({entry.State}{(entry.ReinjectedBy is { } run ? $" by {run}" : string.Empty)})");
        }

        foreach (var correction in corrections)
        {
            var what = correction.IsDismissed ? "left out" : $"corrected {string.Join(", ", correction.Cells.Select(cell => $"{cell.Key} = {cell.Value ?? "NULL"}"))}";
            screen.Line($"  {what} by {correction.By}, {Moment(correction.At)}{(correction.SupersededAt is null ? string.Empty : ", superseded since")}");
        }
    }

    public static void Present(Screen screen, PresentRowDocument present)
    {
        var reason = present.Reason is null ? string.Empty : $" ({present.Reason})";
        var differing = present.Differing.Count == 0 ? string.Empty : $": {string.Join(", ", present.Differing)}";
        var unmet = present.Unmet.Count == 0 ? string.Empty : $": {string.Join(", ", present.Unmet)}";
        screen.Line($"  source row now: {present.State}{reason}{differing}{unmet}");
        foreach (var value in present.Values ?? new Dictionary<string, string?>())
        {
            screen.Line($"    {value.Key} = {value.Value ?? "NULL"}");
        }
    }

    public static void Runs(Screen screen, IReadOnlyList<RunFacts> runs)
    {
        screen.Line(string.Empty);
        foreach (var run in runs)
        {
            screen.Line($"run {run.Run}: plan {run.Plan}, {run.Mode}, {run.Status}, {Moment(run.StartedAt)}, asked for by {run.RequestedBy}");
            foreach (var approval in run.Approvals)
            {
                screen.Line($"  {(approval.Granted ? "approved" : "refused")} by {approval.By}, {Moment(approval.At)}: {approval.Comment}");
            }

            foreach (var waiver in run.Waivers)
            {
                screen.Line($"  gate {waiver.Gate} waived by {waiver.By}: {waiver.Reason}");
            }

            foreach (var rollback in run.Rollbacks)
            {
                screen.Line($"  rolled back by {rollback.By}, {Moment(rollback.At)}: {rollback.Detail}");
            }
        }
    }
}
