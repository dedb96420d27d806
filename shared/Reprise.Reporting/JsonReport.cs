using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reprise.Core.Hazards;
using Reprise.Core.Runs;

namespace Reprise.Reporting;

/// <summary>The report for machines: the run's summary as it is, without the catalogs of its plan.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static byte[] Render(DecisionSheet sheet) => JsonSerializer.SerializeToUtf8Bytes(sheet, Options);

    public static byte[] Render(RunSummary summary) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            summary.Run,
            plan = summary.Plan is { } plan ? new { plan.Plan, plan.PlanVersion, plan.PlanFingerprint, plan.Hash, plan.SourceServer, plan.Findings } : null,
            summary.Point,
            summary.Tables,
            summary.Sync,
            summary.Gone,
            summary.GoneRows,
            summary.Gates,
            summary.Trends,
            summary.Coercions,
            summary.Quarantine,
            summary.Corrections,
            summary.Reviews,
            summary.Merges,
            summary.MergedRecords,
            summary.Given,
            summary.Verifications,
            summary.Snapshot,
            summary.Steps,
        },
        Options);
}
