using System.Text.Json.Nodes;
using Npgsql;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>Three legacy databases become one: the main job, driven as an operator does.</summary>
public sealed class DemoRunTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    private static readonly string[] Entities = ["national", "ud-75", "ud-69"];

    [Fact]
    public async Task Three_entities_are_migrated_balanced_and_purged_and_a_repeat_changes_nothing()
    {
        using var folder = demo.Configure();

        (await folder.Reprise.RunAsync("check", "--json")).Expect(0);
        var first = (await folder.Reprise.RunAsync(["run", .. Entities, "--json"])).Expect(0).Json["runs"]!.AsArray();
        Assert.Equal(Entities, first.Select(run => (string)run!["entity"]!));
        Assert.All(first, run => AssertGood(run!));
        Assert.All(first, run => Assert.True((long)run!["rows"]!["published"]! > 0));
        Assert.Contains(first, run => (long)run!["rows"]!["merged"]! > 0);
        Assert.Contains(first, run => (long)run!["rows"]!["quarantined"]! > 0);
        var content = await ContentAsync();

        var second = (await folder.Reprise.RunAsync(["run", .. Entities, "--json"])).Expect(0).Json["runs"]!.AsArray();

        Assert.All(second, run => AssertGood(run!));
        Assert.All(second, run => Assert.Equal(0, (long)run!["rows"]!["published"]!));
        Assert.Equal(content, await ContentAsync());
    }

    private static void AssertGood(JsonNode run)
    {
        Assert.Equal("succeeded", (string)run["status"]!);
        Assert.True((bool)run["balanced"]!, run.ToJsonString());
        Assert.True((bool)run["snapshots"]!["encrypted"]!);
        Assert.True((bool)run["snapshots"]!["purged"]!);
        Assert.True((long)run["snapshots"]!["files"]! > 0);
        foreach (var (_, table) in run["tables"]!.AsObject())
        {
            var kept = new[] { "published", "unchanged", "merged", "quarantined", "filtered" }.Sum(figure => (long)table![figure]!);
            Assert.Equal((long)table!["read"]!, kept);
        }
    }

    /// <summary>Rows and a digest of every business table.</summary>
    private async Task<string> ContentAsync()
    {
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        var digests = new List<string>();
        foreach (var table in new[] { "organisation", "person", "membership", "contribution", "event", "registration" })
        {
            await using var command = target.CreateCommand($"SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {table} AS t");
            digests.Add($"{table} {await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)}");
        }

        return string.Join('\n', digests);
    }
}
