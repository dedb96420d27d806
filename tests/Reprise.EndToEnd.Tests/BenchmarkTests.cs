using System.Diagnostics;
using System.Text.Json.Nodes;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>The benchmark works: a small one runs to its end and writes its figures. How fast is not asked here.</summary>
public sealed class BenchmarkTests
{
    private static string Benchmarks
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(RepositoryRoot.Path, "tests", "Reprise.Benchmarks", "bin", own.Parent!.Name, own.Name, "Reprise.Benchmarks.dll");
        }
    }

    [Fact]
    public async Task A_small_benchmark_moves_every_set_and_writes_its_figures()
    {
        var output = Directory.CreateTempSubdirectory("reprise-bench-");
        try
        {
            var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in new[] { Benchmarks, "speed", "--rows", "1000", "--sets", "crm,employees,zoo", "--peers", "bare,mapped", "--runs", "1" })
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment["BENCH_OUTPUT"] = output.FullName;
            start.Environment["BENCH_HOST"] = RepriseCommand.Program;
            start.Environment["REPRISE_TEST_MARIADB"] = TestServers.MariaDb;
            start.Environment["REPRISE_TEST_POSTGRES"] = TestServers.Postgres;
            start.Environment["REPRISE_TEST_AZURITE"] = TestServers.Azurite;
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.True(process.ExitCode == 0, await error);
            var sets = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(output.FullName, "speed.json"), TestContext.Current.CancellationToken))!["sets"]!;
            Assert.All(["crm", "employees", "zoo"], set => Assert.True((double)sets[set]!["ratio_bare"]! > 0 && (double)sets[set]!["peak_mb"]! > 1 && sets[set]!["verify_overhead"] is not null));
            Assert.True((double)sets["crm"]!["mapped_rate"]! > 0);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }
}
