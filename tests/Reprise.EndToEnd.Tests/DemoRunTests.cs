using System.Text.Json.Nodes;
using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
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
        var catalog = await CatalogAsync();

        (await folder.Reprise.RunColdAsync("check", "--json")).Expect(0);
        var first = (await folder.Reprise.RunColdAsync(["run", .. Entities, "--json"])).Expect(0).Json["runs"]!.AsArray();
        Assert.Equal(Entities, first.Select(run => (string)run!["entity"]!));
        Assert.All(first, run => AssertGood(run!));
        Assert.All(first, run => Assert.True((long)run!["rows"]!["published"]! > 0));
        Assert.Contains(first, run => (long)run!["rows"]!["merged"]! > 0);
        Assert.Contains(first, run => (long)run!["rows"]!["quarantined"]! > 0);
        var content = await ContentAsync();

        var second = (await folder.Reprise.RunColdAsync(["run", .. Entities, "--json"])).Expect(0).Json["runs"]!.AsArray();

        Assert.All(second, run => AssertGood(run!));
        Assert.All(second, run => Assert.Equal(0, (long)run!["rows"]!["published"]!));
        Assert.Equal(content, await ContentAsync());
        Assert.Equal(catalog, await CatalogAsync());
        foreach (var entity in Entities)
        {
            var verified = (await folder.Reprise.RunColdAsync("verify", entity, "--json")).Expect(0).Json;
            Assert.All(verified["tables"]!.AsArray(), table => Assert.True((long)table!["records"]! > 0));
        }

        await AssertChangesOfTheApplicationStayAsync(folder);
    }

    /// <summary>A record that the application changed since Reprise wrote it is left as it is, and its row is held back with the reason.</summary>
    private async Task AssertChangesOfTheApplicationStayAsync(ConfigurationFolder folder)
    {
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        await using (var change = target.CreateCommand("UPDATE person SET job_title = 'trésorière' WHERE id = (SELECT min(target_id)::uuid FROM reprise.crosswalk WHERE entity = 'ud-69' AND target_table = 'public.person')"))
        {
            Assert.Equal(1, await change.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        var verified = (await folder.Reprise.RunColdAsync("verify", "ud-69", "--json")).Expect(1).Json["tables"]!.AsArray();
        var person = Assert.Single(verified, table => (string)table!["target"]! == "public.person" && table["cells"]!.AsObject().Count > 0)!;
        Assert.Equal(1, (int)person["cells"]!["job_title"]!);

        var run = (await folder.Reprise.RunColdAsync("run", "ud-69", "--json")).Expect(0).Json;

        AssertGood(run);
        (await folder.Reprise.RunColdAsync("verify", "ud-69")).Expect(0);
        await using var kept = target.CreateCommand("SELECT count(*) FROM person WHERE job_title = 'trésorière'");
        Assert.Equal(1L, await kept.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        await using var held = target.CreateCommand("SELECT count(*) FROM reprise.quarantine WHERE run = $1 AND reason = 'changed_in_target'");
        held.Parameters.Add(new NpgsqlParameter { Value = (string)run["run"]! });
        Assert.Equal(1L, await held.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Everything in the application's schema but the rows: columns, constraints, indexes, triggers, comments, and the tables that are Doctrine's own.</summary>
    private async Task<string> CatalogAsync()
    {
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        await using var command = target.CreateCommand(
            """
            SELECT string_agg(line, E'\n' ORDER BY line) FROM (
                SELECT format('column %s.%s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, col_description(c.oid, a.attnum)) AS line
                FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0
                UNION ALL SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
                UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
                UNION ALL SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
                  AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
                UNION ALL SELECT 'version ' || version FROM doctrine_migration_versions
                UNION ALL SELECT 'messages ' || count(*) FROM messenger_messages) AS lines
            """);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
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
