using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Reprise.Benchmarks;

/// <summary>Writes <c>speed.json</c> for programs and <c>speed.md</c> for readers.</summary>
internal static class SpeedReport
{
    private const string FileName = "speed.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DictionaryKeyPolicy = null };

    /// <summary>What was measured before at the same scale; sets may be measured one by one.</summary>
    public static async Task<Dictionary<string, SetResult>> ReadAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var path = Path.Combine(options.Output, FileName);
        if (!File.Exists(path))
        {
            return new Dictionary<string, SetResult>(StringComparer.Ordinal);
        }

        await using var file = File.OpenRead(path);
        var earlier = await JsonSerializer.DeserializeAsync<Document>(file, Json, cancellationToken);
        return new Dictionary<string, SetResult>(earlier is not null && earlier.Scale == options.Scale ? earlier.Sets : ReadOnlyDictionary<string, SetResult>.Empty, StringComparer.Ordinal);
    }

    /// <summary>Writes both, and the table to standard output.</summary>
    public static async Task WriteAsync(BenchmarkOptions options, IReadOnlyDictionary<string, SetResult> sets, CancellationToken cancellationToken)
    {
        var machine = await Machine.ReadAsync(options, cancellationToken);
        Directory.CreateDirectory(options.Output);
        await File.WriteAllTextAsync(
            Path.Combine(options.Output, FileName),
            JsonSerializer.Serialize(new Document(options.Scale, Environment.ProcessorCount, TimeProvider.System.GetUtcNow(), sets), Json),
            cancellationToken);
        var table = Table(sets);
        await File.WriteAllTextAsync(
            Path.Combine(options.Output, "speed.md"),
            string.Create(CultureInfo.InvariantCulture, $"{machine}\nScale {options.Scale} (1 is a million companies, or the rows of the employees sample); in each round all of a set in turn.\n\n{table}"),
            cancellationToken);
        Console.Out.Write(table);
    }

    private static string Table(IReadOnlyDictionary<string, SetResult> sets)
    {
        var table = new StringBuilder("| set | | rounds | seconds (median) | min | max | CPU s | peak MB | time, divided by Reprise's without comparing cells |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var (name, set) in sets)
        {
            foreach (var (contender, figures) in set.Contenders)
            {
                table.Append(CultureInfo.InvariantCulture, $"| {name} | {contender} | {set.Runs} | {figures.Seconds:F1} | {figures.Min:F1} | {figures.Max:F1} | {figures.CpuSeconds:F1} | {figures.PeakMb:F0} | {figures.Ratio:F2} ({figures.RatioMin:F2} to {figures.RatioMax:F2}) |\n");
            }

            table.Append(CultureInfo.InvariantCulture, $"| {name} | reprise without comparing cells | {set.Runs} | {set.MovingSeconds:F1} | | | | | 1 |\n");
            if (set.MappedRate is { } rate)
            {
                table.Append(CultureInfo.InvariantCulture, $"| {name} | rows per second of the mapped plan, divided by the replica's | {set.Runs} | {rate:F2} | | | | | |\n");
            }
        }

        return table.ToString();
    }

    private sealed record Document(double Scale, int Processors, DateTimeOffset At, IReadOnlyDictionary<string, SetResult> Sets);
}
