using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>kill -9 in each stage, then <c>resume</c>: the same target as an undisturbed run.</summary>
public sealed class KillTests(UndisturbedReplica replica) : IClassFixture<UndisturbedReplica>
{
    private DemoFixture Demo => replica.Demo;

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
        using var folder = ConfigurationFolder.Create(Demo.Demo.Target)
            .WithEntity($"killed-{stage}", Demo.Demo.Sources["national"], "replicate", $"schema: killed_{stage}");
        await using var target = NpgsqlDataSource.Create(Demo.TargetAsAdministrator);
        var undisturbed = await replica.ContentAsync();

        var resumed = await KillAndResumeAsync(folder, target, $"killed-{stage}", checkpoint);

        Assert.Equal("succeeded", (string)resumed.Json["status"]!);
        Assert.True((bool)resumed.Json["balanced"]!);
        Assert.True((bool)resumed.Json["snapshots"]!["purged"]!);
        Assert.Equal(undisturbed, await SchemaContent.ReadAsync(target, $"killed_{stage}"));
    }

    [Fact]
    public async Task A_mapped_run_killed_while_it_publishes_publishes_once()
    {
        using var folder = Demo.Configure();
        await using var target = NpgsqlDataSource.Create(Demo.TargetAsAdministrator);
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
        using var folder = ConfigurationFolder.Create(Demo.Demo.Target)
            .WithEntity("orphaned", Demo.Demo.Sources["national"], "replicate", "schema: orphaned")
            .WithVariable("REPRISE_CLUSTER", "postgres");
        await using var target = NpgsqlDataSource.Create(Demo.TargetAsAdministrator);
        var undisturbed = await replica.ContentAsync();
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
        Assert.Equal(undisturbed, await SchemaContent.ReadAsync(target, "orphaned"));
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
}
