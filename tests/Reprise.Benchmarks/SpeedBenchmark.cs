using System.Globalization;
using System.Text;
using System.Text.Json;
using MySqlConnector;

namespace Reprise.Benchmarks;

/// <summary>Runs Reprise and its peers in turn over the same data and servers, and writes medians and ratios.</summary>
internal sealed class SpeedBenchmark(BenchmarkOptions options, IReadOnlyList<Contender> contenders)
{
    private const double MegaByte = 1 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DictionaryKeyPolicy = null };

    /// <summary>Runs everything.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sets = new Dictionary<string, SetResult>(StringComparer.Ordinal);
        foreach (var set in DataSet.All.Where(set => options.Sets.Contains(set.Name)))
        {
            sets[set.Name] = await RunAsync(set, cancellationToken);
            Write(sets);
        }
    }

    private async Task<SetResult> RunAsync(DataSet set, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"{set.Name}: making the data ...");
        var database = await set.EnsureAsync(options.MariaDb, options.Scale, cancellationToken);
        var source = new MySqlConnectionStringBuilder(options.MariaDb) { Database = database }.ConnectionString;
        var runs = contenders.ToDictionary(contender => contender.Name, _ => new List<Measured>(), StringComparer.Ordinal);
        var overheads = new List<double>();
        for (var round = 1; round <= options.Runs; round++)
        {
            foreach (var contender in contenders)
            {
                await using var target = await BenchTarget.CreateAsync(options.Postgres, cancellationToken);
                var measured = await contender.MoveAsync(source, target.Connection, cancellationToken);
                runs[contender.Name].Add(measured);
                if (contender is RepriseContender)
                {
                    overheads.Add(await target.VerificationShareAsync(cancellationToken));
                }

                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{set.Name} {round}/{options.Runs} {contender.Name}: {measured.Seconds:F1} s, {measured.CpuSeconds:F1} CPU s, {measured.PeakBytes / MegaByte:F0} MB"));
            }
        }

        return SetResult.Of(runs, overheads);
    }

    private void Write(Dictionary<string, SetResult> sets)
    {
        Directory.CreateDirectory(options.Output);
        File.WriteAllText(
            Path.Combine(options.Output, "speed.json"),
            JsonSerializer.Serialize(new { scale = options.Scale, runs = options.Runs, processors = Environment.ProcessorCount, at = TimeProvider.System.GetUtcNow(), sets }, Json));
        var table = new StringBuilder("| set | | seconds (median) | min | max | CPU s | peak MB | time against Reprise's, pair by pair |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var (name, set) in sets)
        {
            foreach (var (contender, figures) in set.Contenders)
            {
                table.Append(CultureInfo.InvariantCulture, $"| {name} | {contender} | {figures.Seconds:F1} | {figures.Min:F1} | {figures.Max:F1} | {figures.CpuSeconds:F1} | {figures.PeakMb:F0} | {figures.Ratio:F2} ({figures.RatioMin:F2} to {figures.RatioMax:F2}) |\n");
            }
        }

        File.WriteAllText(Path.Combine(options.Output, "speed.md"), table.ToString());
        Console.Out.Write(table);
    }
}

/// <summary>Figures of one contender over one set: medians, and its time divided by Reprise's of the same round.</summary>
internal sealed record Figures(double Seconds, double Min, double Max, double CpuSeconds, double PeakMb, double Ratio, double RatioMin, double RatioMax)
{
    /// <summary>Figures of measurements, round by round.</summary>
    public static Figures Of(IReadOnlyList<Measured> runs, IReadOnlyList<Measured> reprise)
    {
        var seconds = runs.Select(run => run.Seconds).ToList();
        var ratios = runs.Zip(reprise, (one, ours) => one.Seconds / ours.Seconds).ToList();
        return new Figures(
            Median(seconds), seconds.Min(), seconds.Max(), Median(runs.Select(run => run.CpuSeconds)), runs.Max(run => run.PeakBytes) / (double)(1 << 20), Median(ratios), ratios.Min(), ratios.Max());
    }

    /// <summary>The middle value.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count == 0 ? 0 : sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

/// <summary>Result of one set.</summary>
/// <param name="Contenders">Figures by contender.</param>
/// <param name="RatioPgloader">pgloader's time divided by ours; null when it did not run.</param>
/// <param name="RatioBare">Our time divided by the bare stream's; null when it did not run.</param>
/// <param name="PeakMb">Our peak memory.</param>
/// <param name="VerifyOverhead">Time of verification divided by the time of the run without it.</param>
internal sealed record SetResult(IReadOnlyDictionary<string, Figures> Contenders, double? RatioPgloader, double? RatioBare, double PeakMb, double VerifyOverhead)
{
    /// <summary>The result of measurements.</summary>
    public static SetResult Of(Dictionary<string, List<Measured>> runs, IReadOnlyList<double> overheads)
    {
        var figures = runs.ToDictionary(entry => entry.Key, entry => Figures.Of(entry.Value, runs["reprise"]), StringComparer.Ordinal);
        return new SetResult(
            figures,
            figures.TryGetValue("pgloader", out var pgloader) ? pgloader.Ratio : null,
            figures.TryGetValue("bare", out var bare) ? 1 / bare.Ratio : null,
            figures["reprise"].PeakMb,
            Figures.Median(overheads));
    }
}
