using System.Globalization;
using MySqlConnector;

namespace Reprise.Benchmarks;

/// <summary>Runs Reprise and its peers in turn over the same data and servers, and writes medians and ratios.</summary>
internal sealed class SpeedBenchmark(BenchmarkOptions options, IReadOnlyList<Contender> contenders)
{
    private const double MegaByte = 1 << 20;

    /// <summary>Runs everything.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sets = await SpeedReport.ReadAsync(options, cancellationToken);
        foreach (var set in DataSet.All.Where(set => options.Sets.Contains(set.Name)))
        {
            sets[set.Name] = await RunAsync(set, cancellationToken);
            await SpeedReport.WriteAsync(options, sets, cancellationToken);
        }
    }

    private async Task<SetResult> RunAsync(DataSet set, CancellationToken cancellationToken)
    {
        await Console.Error.WriteLineAsync($"{set.Name}: making the data ...");
        var database = await set.EnsureAsync(options.MariaDb, options.Scale, cancellationToken);
        var source = new MySqlConnectionStringBuilder(options.MariaDb) { Database = database }.ConnectionString;
        var taking = contenders.Where(contender => contender.Moves(set)).ToList();
        var runs = taking.ToDictionary(contender => contender.Name, _ => new List<Measured>(), StringComparer.Ordinal);
        for (var round = 1; round <= options.Runs; round++)
        {
            foreach (var contender in taking)
            {
                await using var target = await BenchTarget.CreateAsync(options.Postgres, cancellationToken);
                var measured = await contender.MoveAsync(source, target.Connection, cancellationToken);
                if (contender is RepriseContender)
                {
                    measured = measured with { VerificationSeconds = await target.VerificationSecondsAsync(cancellationToken), Rows = await target.RowsAsync(cancellationToken) };
                }

                runs[contender.Name].Add(measured);

                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{set.Name} {round}/{options.Runs} {contender.Name}: {measured.Seconds:F1} s, {measured.CpuSeconds:F1} CPU s, {measured.PeakBytes / MegaByte:F0} MB"));
            }
        }

        return SetResult.Of(runs);
    }
}
