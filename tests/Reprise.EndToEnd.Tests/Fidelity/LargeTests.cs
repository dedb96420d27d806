using System.Diagnostics;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Tables that are large in one direction or another go through memory that does not grow with them.</summary>
public sealed class LargeTests
{
    private const long MegaByte = 1 << 20;
    private const long MaxPeak = 600 * MegaByte;

    [Fact]
    public async Task Values_of_64_MiB_packed_or_not_are_migrated_and_verified_in_bounded_memory()
    {
        await using var sample = await SampleDatabase.CreateAsync([
            "CREATE TABLE big (id int PRIMARY KEY, photo longblob, story longtext)",
            "SET SESSION group_concat_max_len = 1 << 27",
            .. Enumerable.Range(21, 3).Select(id => $"INSERT INTO big SELECT {id}, GROUP_CONCAT(RANDOM_BYTES(1024) SEPARATOR ''), NULL FROM seq_1_to_65535"),
            .. Enumerable.Range(1, 4).Select(id => $"INSERT INTO big VALUES ({id}, REPEAT(0x00FF0A5C{id:X2}, 13421772), NULL), ({id + 10}, NULL, REPEAT('é☃x\\\\', 9586980))"),
        ]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        Assert.InRange(await PeakOfAsync(folder.Reprise, "run", "sample", "--json"), MegaByte, MaxPeak);
        Assert.InRange(await PeakOfAsync(folder.Reprise, "verify", "sample", "--json"), MegaByte, MaxPeak);
    }

    [Fact]
    public async Task A_table_of_1000_columns_is_migrated_and_verified()
    {
        var columns = Enumerable.Range(1, 1000).Select(number => (Name: $"c{number}", Type: (number % 4) switch { 0 => "int", 1 => "tinyint", 2 => "date", _ => "decimal(6,2)" })).ToList();
        await using var sample = await SampleDatabase.CreateAsync([
            $"CREATE TABLE wide ({string.Join(", ", columns.Select(column => $"{column.Name} {column.Type}"))}, PRIMARY KEY (c4)) ROW_FORMAT = DYNAMIC",
            .. Enumerable.Range(1, 50).Select(row => $"INSERT INTO wide VALUES ({string.Join(", ", columns.Select((column, i) => column.Name == "c4" ? $"{row}" : (i % 5) switch { 0 => "NULL", _ => column.Type.StartsWith("date", StringComparison.Ordinal) ? "'2024-02-29'" : $"'{row % 9}'" }))})"),
        ]);
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        var verified = (await folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(0).Json;

        Assert.Equal(50, (int)verified["tables"]![0]!["records"]!);
    }

    /// <summary>Largest resident memory of a command that must succeed, in bytes.</summary>
    private static async Task<long> PeakOfAsync(RepriseCommand reprise, params string[] arguments)
    {
        using var process = reprise.Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var peak = 0L;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(20)))
        {
            peak = Math.Max(peak, PeakOf(process));
        }

        new CommandResult(process.ExitCode, await output, await error).Expect(0);
        return peak;
    }

    /// <summary>The kernel's own high-water mark; 0 when the process has just ended.</summary>
    private static long PeakOf(Process process)
    {
        process.Refresh();
        return process.HasExited ? 0 : process.PeakWorkingSet64;
    }
}
