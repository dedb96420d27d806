using System.Globalization;
using System.Text.Json;
using Reprise.Chaos.Proxy;
using Reprise.Chaos.Site;

namespace Reprise.Chaos;

/// <summary>One run on one node, and on two: each node behind a narrow line of its own, so that neither the servers nor the processors of this machine are what limits it.</summary>
internal sealed class NodesBenchmark(ChaosOptions options, Demo demo, TextWriter output)
{
    private const int Parallelism = 4;

    /// <summary>Bytes a second of a node's line: about a minute for a run at the size for tests.</summary>
    private const double LineRate = 80_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private string Entity => options.Entities[0];

    /// <summary>Runs in turn, and writes <c>nodes.json</c>.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var seconds = new Dictionary<int, List<double>> { [1] = [], [2] = [] };
        for (var round = 1; round <= options.Runs; round++)
        {
            foreach (var nodes in seconds.Keys)
            {
                seconds[nodes].Add(await RunAsync(nodes, cancellationToken));
            }
        }

        var (one, two) = (Median(seconds[1]), Median(seconds[2]));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"one node {one:F1} s, two nodes {two:F1} s: {one / two:F2} times the throughput"));
        Directory.CreateDirectory(options.Output);
        await using var file = File.Create(Path.Combine(options.Output, "nodes.json"));
        await JsonSerializer.SerializeAsync(file, new { options.Scale, lineBytesPerSecond = LineRate, one = seconds[1], two = seconds[2], throughput = one / two }, Json, cancellationToken);
    }

    private async Task<double> RunAsync(int count, CancellationToken cancellationToken)
    {
        await using var target = await TargetCopy.CreateAsync(options.Postgres, demo.Database, $"{demo.Prefix}nodes", demo.Role, tablespace: null, cancellationToken);
        await using var first = new Servers(options);
        await using var second = new Servers(options);
        using var installation = new Installation(options, demo, first, target.Name, Parallelism);
        var lines = new[] { first, second }[..count];
        var nodes = new List<Node>();
        try
        {
            foreach (var line in lines)
            {
                nodes.Add(await installation.StartNodeAsync(line, cancellationToken));
            }

            var before = lines.Select(line => line.Traffic.Bytes).ToList();
            foreach (var line in lines)
            {
                line.Narrow(new Link(LineRate));
            }

            await nodes[0].BeginAsync(Entity, cancellationToken);
            var ledger = new Operator(Entity, installation, target);
            await ledger.EndOfRunAsync(cancellationToken);
            var seconds = await ledger.SecondsAsync(cancellationToken);
            var shares = string.Join(" + ", lines.Zip(before, (line, bytes) => string.Create(CultureInfo.InvariantCulture, $"{(line.Traffic.Bytes - bytes) / 1e6:F1} MB")));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} node{(count == 1 ? " " : "s")} {seconds:F1} s, over their lines {shares}"));
            return seconds;
        }
        finally
        {
            foreach (var node in nodes)
            {
                node.Dispose();
            }
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
