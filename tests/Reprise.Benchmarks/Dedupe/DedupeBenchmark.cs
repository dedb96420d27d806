using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Reprise.Resolution;

namespace Reprise.Benchmarks.Dedupe;

/// <summary>Matches every set with the one configuration of its kind, and writes <c>dedupe.json</c> and <c>dedupe.md</c>.</summary>
internal static class DedupeBenchmark
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Runs all sets asked for.</summary>
    /// <exception cref="ArgumentException">A set cannot be read.</exception>
    public static async Task RunAsync(DedupeOptions options, string output, CancellationToken cancellationToken)
    {
        var sets = new Dictionary<string, DedupeResult>(StringComparer.Ordinal);
        foreach (var (name, read) in options.Sets)
        {
            sets.Add(name, Measure(read()));
        }

        Directory.CreateDirectory(output);
        var table = Table(sets);
        await File.WriteAllTextAsync(
            Path.Combine(output, "dedupe.json"),
            JsonSerializer.Serialize(new { processors = Environment.ProcessorCount, at = TimeProvider.System.GetUtcNow(), sets }, Json),
            cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(output, "dedupe.md"), table, cancellationToken);
        await Console.Out.WriteAsync(table);
    }

    /// <summary>Matches one set.</summary>
    public static DedupeResult Measure(LabelledSet set)
    {
        var watch = Stopwatch.StartNew();
        var result = new RecordMatcher(set.Records, new MatchSettings { Kind = set.Kind }).Match();
        var seconds = watch.Elapsed.TotalSeconds;
        var score = PairScore.Of(set.Truth, result.Clusters);
        using var process = Process.GetCurrentProcess();
        return new DedupeResult(
            set.Records.Count,
            score.True,
            Math.Round(score.Precision, 4),
            Math.Round(score.Recall, 4),
            Math.Round(score.F1, 4),
            result.Review.Count,
            Math.Round(seconds, 2),
            Math.Round(process.PeakWorkingSet64 / 1e6));
    }

    private static string Table(Dictionary<string, DedupeResult> sets)
    {
        var table = new StringBuilder("| set | records | true pairs | precision | recall | F1 | left to review | seconds | peak MB |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var (name, set) in sets)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | {set.Records:N0} | {set.TruePairs:N0} | {set.Precision:F4} | {set.Recall:F4} | {set.F1:F4} | {set.Review:N0} | {set.Seconds:F2} | {set.PeakMb:F0} |\n");
        }

        return table.ToString();
    }
}
