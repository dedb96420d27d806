using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>kill -9 in each stage, then <c>resume</c>: the same target as an undisturbed run.</summary>
public sealed class KillTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    /// <summary>Each stage with the ledger table that its checkpoint is written to.</summary>
    public static TheoryData<string, string> Stages => new()
    {
        { "plan", "run_plan" },
        { "extract", "part" },
        { "stage", "staged_chunk" },
        { "resolve", "table_figures" },
        { "gate", "gate_verdict" },
        { "publish", "published_lot" },
        { "verify", "verification" },
        { "report", "report" },
        { "purge", "purge" },
    };

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_replicate_run_killed_in_a_stage_ends_like_an_undisturbed_one(string stage, string checkpoint)
    {
        using var folder = ConfigurationFolder.Create(demo.Demo.Target)
            .WithEntity("undisturbed", demo.Demo.Sources["national"], "replicate", "schema: undisturbed")
            .WithEntity($"killed-{stage}", demo.Demo.Sources["national"], "replicate", $"schema: killed_{stage}");
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        (await folder.Reprise.RunAsync("run", "undisturbed", "--json")).Expect(0);

        var resumed = await KillAndResumeAsync(folder, target, $"killed-{stage}", checkpoint);

        Assert.Equal("succeeded", (string)resumed.Json["status"]!);
        Assert.True((bool)resumed.Json["balanced"]!);
        Assert.True((bool)resumed.Json["snapshots"]!["purged"]!);
        Assert.Equal(await SchemaContentAsync(target, "undisturbed"), await SchemaContentAsync(target, $"killed_{stage}"));
    }

    [Fact]
    public async Task A_mapped_run_killed_while_it_publishes_publishes_once()
    {
        using var folder = demo.Configure();
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        (await folder.Reprise.RunAsync("status")).Expect(0);

        var resumed = await KillAndResumeAsync(folder, target, "ud-69", "published_lot");

        Assert.True((bool)resumed.Json["balanced"]!);
        var published = resumed.Json["tables"]!.AsObject().Sum(table => (long)table.Value!["published"]!);
        await using var command = target.CreateCommand("SELECT count(*) FROM reprise.crosswalk WHERE entity = 'ud-69' AND NOT merged");
        Assert.Equal(published, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_run_whose_node_and_cluster_are_gone_altogether_resumes_from_the_ledger_alone()
    {
        using var folder = ConfigurationFolder.Create(demo.Demo.Target)
            .WithEntity("whole", demo.Demo.Sources["national"], "replicate", "schema: whole")
            .WithEntity("orphaned", demo.Demo.Sources["national"], "replicate", "schema: orphaned")
            .WithVariable("REPRISE_CLUSTER", "postgres");
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        (await folder.Reprise.RunAsync("run", "whole", "--json")).Expect(0);
        string run;
        await using (var server = await ServerProcess.StartAsync(folder))
        await using (var gate = await LedgerGate.CloseAsync(target, "staged_chunk"))
        {
            await server.PostAsync("/api/entities/orphaned/runs", new { mode = "full" });
            await gate.WaitForArrivalAsync();
            run = await gate.NewestRunAsync();
            await server.KillAsync();
        }

        // What the engine keeps of its cluster goes, too: the process that resumes has an engine of its own that knows of none.
        await using var forget = target.CreateCommand("WITH members AS (DELETE FROM reprise.cluster_member RETURNING 1), version AS (DELETE FROM reprise.cluster_version RETURNING 1) SELECT count(*) FROM members");
        Assert.Equal(1L, await forget.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        var resumed = (await folder.Reprise.RunAsync("resume", run, "--json")).Expect(0).Json;

        Assert.Equal("succeeded", (string)resumed["status"]!);
        Assert.True((bool)resumed["balanced"]!);
        Assert.Equal(await SchemaContentAsync(target, "whole"), await SchemaContentAsync(target, "orphaned"));
    }

    private static async Task<CommandResult> KillAndResumeAsync(ConfigurationFolder folder, NpgsqlDataSource target, string entity, string checkpoint)
    {
        string run;
        await using (var gate = await LedgerGate.CloseAsync(target, checkpoint))
        {
            using var process = folder.Reprise.Start("run", entity, "--json");
            await gate.WaitForArrivalAsync();
            run = await gate.NewestRunAsync();
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        return (await folder.Reprise.RunAsync("resume", run, "--json")).Expect(0);
    }

    private static async Task<string> SchemaContentAsync(NpgsqlDataSource target, string schema)
    {
        var tables = new List<string>();
        await using (var list = target.CreateCommand("SELECT tablename FROM pg_tables WHERE schemaname = $1 ORDER BY 1"))
        {
            list.Parameters.Add(new NpgsqlParameter { Value = schema });
            await using var reader = await list.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            {
                tables.Add(reader.GetString(0));
            }
        }

        Assert.NotEmpty(tables);
        var digests = new List<string>();
        foreach (var table in tables)
        {
            await using var command = target.CreateCommand($"SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM \"{schema}\".\"{table}\" AS t");
            digests.Add($"{table} {await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)}");
        }

        return string.Join('\n', digests);
    }
}
