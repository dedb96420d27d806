using System.Globalization;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads the <c>sync</c> of a table plan.</summary>
internal static class SyncReader
{
    /// <summary>The rule; null when there is none.</summary>
    public static SyncRule? Read(YamlMapping table)
    {
        if (table.Mapping("sync", DocumentKeys.Sync) is not { } root)
        {
            return null;
        }

        var rule = new SyncRule
        {
            Watermark = root.Words("watermark"),
            Overlap = Overlap(root) ?? WatermarkOverlap.Default,
            Deletes = root.Choice("deletes", ("report", DeletePolicy.Report), ("ignore", DeletePolicy.Ignore), ("delete", DeletePolicy.Delete), ("soft_delete", DeletePolicy.SoftDelete)) ?? DeletePolicy.Report,
            SoftDelete = SoftDelete(root),
            Line = root.Line,
        };
        Check(root, rule);
        return rule;
    }

    private static void Check(YamlMapping root, SyncRule rule)
    {
        if (rule.Watermark is null && root.Node("overlap") is not null)
        {
            root.Report(ProblemCodes.UnusedKey, root.LineOf("overlap"), "'overlap' says how far below a watermark rows are read again, and there is no 'watermark'.", "Name the watermark's column, or remove 'overlap'.");
        }

        if ((rule.Deletes == DeletePolicy.SoftDelete) != (root.Node("soft_delete") is not null))
        {
            root.Report(
                ProblemCodes.MissingValue,
                root.LineOf("deletes"),
                "'deletes: soft_delete' and the mapping 'soft_delete' go together.",
                "Write both, such as 'deletes: soft_delete' and 'soft_delete: { column: deleted_at }', or neither.");
        }
    }

    private static SoftDelete? SoftDelete(YamlMapping root) =>
        root.Mapping("soft_delete", DocumentKeys.SoftDelete) is { } mark && mark.Words("column") is { } column ? new SoftDelete(column, mark.Text("value")) : null;

    private static WatermarkOverlap? Overlap(YamlMapping root)
    {
        if (root.Words("overlap") is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var steps))
        {
            return WatermarkOverlap.Default with { Steps = steps };
        }

        if (Durations.Parse(text) is { } time)
        {
            return WatermarkOverlap.Default with { Time = time };
        }

        root.Report(
            ProblemCodes.OutOfRange,
            root.LineOf("overlap"),
            $"The value of '{root.Path}overlap' is neither a duration nor a whole number.",
            "Write an ISO 8601 duration such as PT15M or P1D, or for a watermark of whole numbers how many of them.");
        return null;
    }
}
