using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Reprise.Benchmarks;

/// <summary>Runs <see cref="MicroBenchmark"/> and writes <c>micro.json</c> and <c>micro.md</c>.</summary>
internal static class MicroReport
{
    private const double NanosecondsPerMillisecond = 1_000_000;
    private const double NanosecondsPerSecond = 1_000_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Runs all of them.</summary>
    /// <exception cref="InvalidOperationException">One of them failed; BenchmarkDotNet's log is on standard output.</exception>
    public static async Task RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        // In this process: the servers and the data are here, and no project has to be generated and built.
        var job = Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(Math.Max(3, options.Runs)).WithInvocationCount(4).WithUnrollFactor(1);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(ConsoleLogger.Default).WithArtifactsPath(Path.Combine(options.Output, "micro"));
        var summary = BenchmarkRunner.Run<MicroBenchmark>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
        {
            throw new InvalidOperationException("A micro-benchmark failed; why is above.");
        }

        var links = summary.Reports.Select(Link.Of).ToList();
        await File.WriteAllTextAsync(Path.Combine(options.Output, "micro.json"), JsonSerializer.Serialize(new { rows = MicroBenchmark.Rows, links }, Json), cancellationToken);
        var table = new StringBuilder($"{await Machine.ReadAsync(options, cancellationToken)}\n");
        table.Append(CultureInfo.InvariantCulture, $"{MicroBenchmark.Rows} rows of the crm set's companies, 15 columns, one thread.\n\n| link | ms | rows per second | bytes allocated per row |\n|---|---|---|---|\n");
        foreach (var link in links)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {link.Name} | {link.Milliseconds:F1} ± {link.Error:F1} | {link.RowsPerSecond:N0} | {link.AllocatedPerRow:F2} |\n");
        }

        await File.WriteAllTextAsync(Path.Combine(options.Output, "micro.md"), table.ToString(), cancellationToken);
        await Console.Out.WriteAsync(table, cancellationToken);
    }

    private sealed record Link(string Name, double Milliseconds, double Error, double RowsPerSecond, double AllocatedPerRow)
    {
        public static Link Of(BenchmarkReport report)
        {
            var figures = report.ResultStatistics!;
            var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
            return new Link(
                report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
                figures.Mean / NanosecondsPerMillisecond,
                figures.StandardError / NanosecondsPerMillisecond,
                MicroBenchmark.Rows / (figures.Mean / NanosecondsPerSecond),
                allocated / (double)MicroBenchmark.Rows);
        }
    }
}
