using System.Globalization;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Fidelity;

/// <summary>Hundreds of random tables are migrated and verified. <c>REPRISE_SEED</c> repeats a run.</summary>
public sealed class RandomSchemaTests
{
    [Theory]
    [InlineData(SourceServer.MariaDb, TargetServer.Postgres15, 150)]
    [InlineData(SourceServer.MariaDb11, TargetServer.Postgres18, 50)]
    [InlineData(SourceServer.MySql, TargetServer.Postgres18, 100)]
    public async Task Whatever_the_schema_every_row_arrives_or_is_accounted_for(SourceServer from, TargetServer to, int tables)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("REPRISE_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue);
        TestContext.Current.TestOutputHelper!.WriteLine($"REPRISE_SEED={seed}");
        await using var sample = await SampleDatabase.CreateAsync(new RandomSchema(seed, from).Script(tables), from);
        await using var target = await TargetDatabase.CreateAsync(to);
        using var folder = ConfigurationFolder.Create(target.AsReprise).WithEntity("sample", sample.Connection, "replicate", "gates: { quarantined_percent: 100 }");

        var run = (await folder.Reprise.RunAsync("run", "sample", "--json")).Expect(0, $"REPRISE_SEED={seed}").Json;
        var verified = (await folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(0, $"REPRISE_SEED={seed}").Json;

        Assert.True((bool)run["balanced"]!, $"REPRISE_SEED={seed}");
        var seen = verified["tables"]!.AsArray();
        Assert.Equal(tables, seen.Count);
        Assert.Equal((long)run["rows"]!["read"]!, seen.Sum(table => (long)table!["sourceRows"]!));
        Assert.Equal((long)run["rows"]!["quarantined"]!, seen.Sum(table => (long)table!["heldBack"]!));
    }
}
