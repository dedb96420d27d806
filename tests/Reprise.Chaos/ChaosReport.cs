using System.Text.Json;
using Reprise.Chaos.Results;

namespace Reprise.Chaos;

/// <summary>Writes <c>chaos.json</c>.</summary>
internal static class ChaosReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(ChaosOptions options, CampaignResult result, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Output);
        await using var file = File.Create(Path.Combine(options.Output, "chaos.json"));
        await JsonSerializer.SerializeAsync(
            file,
            new
            {
                options.Seed,
                options.Scale,
                result.Runs,
                result.Survived,
                result.Different,
                result.Lost,
                result.Doubled,
                faults = result.All.GroupBy(run => run.Drawn.Fault.Name, StringComparer.Ordinal).OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => new
                {
                    fault = fault.Key,
                    runs = fault.Count(),
                    survived = fault.Count(run => run.Survived),
                    alone = fault.Count(run => run.End.How == Ending.Alone),
                    resumed = fault.Count(run => run.End.How == Ending.Resumed),
                }),
                all = result.All.Select(run => new
                {
                    run = run.Drawn.Number,
                    fault = run.Drawn.Fault.Name,
                    run.Drawn.Entity,
                    run.Drawn.Moment,
                    run.Struck,
                    ended = run.End.How,
                    run.End.Code,
                    run.Seconds,
                    run.Survived,
                    run.Comparison.Differences,
                }),
            },
            Options,
            cancellationToken);
    }
}
