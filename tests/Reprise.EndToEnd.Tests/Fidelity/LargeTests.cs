using System.Diagnostics;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Tables that are large in one direction or another go through memory that does not grow with them.</summary>
public sealed class LargeTests
{
    private const long MegaByte = 1 << 20;

    /// <summary>What one value takes in all the forms that exist at once: two more that are held longer are above it.</summary>
    private const long MaxPeak = 600_000_000;

    /// <summary>65536 rows of a column <c>n</c>, on any server.</summary>
    private static readonly string Rows = string.Join(", ", Enumerable.Range(1, 4).Select(part => $"({string.Join(" UNION ALL ", Enumerable.Repeat("SELECT 1 AS n", 16))}) AS t{part}"));

    /// <summary>Values of 64 MiB: so many of bytes that cannot be packed, of bytes that can, and of text of characters of several bytes.</summary>
    private static string[] Big(int each) =>
    [
        "CREATE TABLE big (id int PRIMARY KEY, photo longblob, story longtext)",
        "SET SESSION group_concat_max_len = 1 << 27",
        .. Enumerable.Range(21, each).Select(id => $"INSERT INTO big SELECT {id}, GROUP_CONCAT(RANDOM_BYTES(1024) SEPARATOR ''), NULL FROM {Rows}"),
        .. Enumerable.Range(1, each).Select(id => $"INSERT INTO big VALUES ({id}, REPEAT(0x00FF0A5C{id:X2}, 13421772), NULL), ({id + 10}, NULL, REPEAT('é☃x\\\\', 9586980))"),
    ];

    private const string LargeTable = "CREATE TABLE large (id uuid PRIMARY KEY, legacy int NOT NULL, photo bytea, story text)";

    private const string LargePlan = """
        plan: large
        tables:
          - table: large
            from: big
            to: public.large
            id: { column: id, strategy: uuid }
            columns: { legacy: id, photo: photo, story: story }
        """;

    private static readonly IReadOnlyList<(string Name, string Type)> Columns =
        [.. Enumerable.Range(1, 1000).Select(number => ($"c{number}", (number % 4) switch { 0 => "int", 1 => "tinyint", 2 => "date", _ => "decimal(6,2)" }))];

    /// <summary>A table of 1000 columns.</summary>
    private static readonly string[] Wide =
    [
        $"CREATE TABLE wide ({string.Join(", ", Columns.Select(column => $"{column.Name} {column.Type}"))}, PRIMARY KEY (c4)) ROW_FORMAT = DYNAMIC",
        .. Enumerable.Range(1, 50).Select(row => $"INSERT INTO wide VALUES ({string.Join(", ", Columns.Select((column, i) => column.Name == "c4" ? $"{row}" : (i % 5) switch { 0 => "NULL", _ => column.Type == "date" ? "'2024-02-29'" : $"'{row % 9}'" }))})"),
    ];

    [Fact]
    public async Task Values_of_64_MiB_packed_or_not_are_migrated_and_verified_in_bounded_memory()
    {
        await using var sample = await SampleDatabase.CreateAsync(Big(each: 2));
        await using var target = await TargetDatabase.CreateAsync();
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        await MigrateAndVerifyAsync(folder.Reprise);
    }

    [Fact]
    public async Task Values_of_64_MiB_that_a_plan_maps_are_migrated_and_verified_in_bounded_memory()
    {
        await using var sample = await SampleDatabase.CreateAsync(Big(each: 1), SourceServer.MySql);
        await using var target = await TargetDatabase.CreateAsync(TargetServer.Postgres18);
        await target.ExecuteAsync(LargeTable);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "large").Write("plans/large/plan.yaml", LargePlan);

        await MigrateAndVerifyAsync(folder.Reprise);
    }

    [Fact]
    public async Task One_altered_byte_of_a_large_mapped_value_is_found()
    {
        await using var sample = await SampleDatabase.CreateAsync(["CREATE TABLE big (id int PRIMARY KEY, photo longblob, story longtext)", "INSERT INTO big VALUES (1, REPEAT(0x00FF, 1 << 20), REPEAT('é', 1 << 20)), (2, REPEAT(0x00FF, 1 << 20), REPEAT('é', 1 << 20))"]);
        await using var target = await TargetDatabase.CreateAsync();
        await target.ExecuteAsync(LargeTable);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "large").Write("plans/large/plan.yaml", LargePlan);
        (await folder.Reprise.RunAsync("run", "sample")).Expect(0);
        await target.ExecuteAsync("UPDATE large SET photo = set_byte(photo, 1500000, 7) WHERE legacy = 1; UPDATE large SET story = overlay(story PLACING 'e' FROM 700000) WHERE legacy = 2");

        var found = (await folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(1).Json["tables"]![0]!;

        Assert.Equal(["photo 1", "story 1"], found["cells"]!.AsObject().Select(cell => $"{cell.Key} {cell.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(["1", "2"], found["samples"]!.AsArray().Select(difference => (string)difference!["key"]!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18)]
    public async Task A_table_of_1000_columns_is_migrated_and_verified(SourceServer from, TargetServer to)
    {
        await using var sample = await SampleDatabase.CreateAsync(Wide, from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate");

        Assert.Equal(50, await RecordsAsync(folder.Reprise));
    }

    [Fact]
    public async Task A_plan_maps_999_columns_of_a_table()
    {
        await using var sample = await SampleDatabase.CreateAsync(Wide, SourceServer.MariaDb11);
        await using var target = await TargetDatabase.CreateAsync(TargetServer.Postgres18);
        var mapped = Columns.Where(column => column.Name != "c4").ToList();
        await target.ExecuteAsync($"CREATE TABLE wide (id uuid PRIMARY KEY, {string.Join(", ", mapped.Select(column => $"{column.Name} {column.Type.Replace("tinyint", "smallint", StringComparison.Ordinal)}"))})");
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "wide").Write("plans/wide/plan.yaml", $$"""
            plan: wide
            tables:
              - table: wide
                from: wide
                to: public.wide
                id: { column: id, strategy: uuid }
                columns: { {{string.Join(", ", mapped.Select(column => $"{column.Name}: {column.Name}"))}} }
            """);

        Assert.Equal(50, await RecordsAsync(folder.Reprise));
    }

    private static async Task MigrateAndVerifyAsync(RepriseCommand reprise)
    {
        Assert.InRange(await PeakOfAsync(reprise, "run", "sample", "--json"), MegaByte, MaxPeak);
        Assert.InRange(await PeakOfAsync(reprise, "verify", "sample", "--json"), MegaByte, MaxPeak);
    }

    /// <summary>Records that a run published and that are equal to what the source says they should be.</summary>
    private static async Task<int> RecordsAsync(RepriseCommand reprise)
    {
        (await reprise.RunAsync("run", "sample")).Expect(0);
        return (int)(await reprise.RunAsync("verify", "sample", "--json")).Expect(0).Json["tables"]![0]!["records"]!;
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
        TestContext.Current.TestOutputHelper!.WriteLine($"{arguments[0]}: peak of {peak / MegaByte} MiB");
        return peak;
    }

    /// <summary>The kernel's own high-water mark; 0 when the process has just ended.</summary>
    private static long PeakOf(Process process)
    {
        process.Refresh();
        return process.HasExited ? 0 : process.PeakWorkingSet64;
    }
}
