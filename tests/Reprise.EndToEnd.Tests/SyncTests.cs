using System.Text.Json.Nodes;
using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>The timer trigger: an entity that is due is synced, one that never ran is not.</summary>
public sealed class SyncTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Fact]
    public async Task A_due_entity_is_synced_by_the_timer_and_one_that_never_ran_is_left_alone()
    {
        using var folder = demo.Configure("sync: \"0 3 * * *\"");
        (await folder.Reprise.RunAsync("run", "ud-69")).Expect(0);
        await using (var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator))
        await using (var command = target.CreateCommand("UPDATE reprise.run SET started_at = started_at - interval '2 days'"))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var server = await ServerProcess.StartAsync(folder);
        var sync = await SyncOfAsync(server, "ud-69");

        Assert.Equal("succeeded", (string)(await server.FollowAsync($"/api/runs/{(string)sync["run"]!}"))["status"]!);
        Assert.Empty((await server.GetJsonAsync("/api/entities/national/runs")).AsArray());
    }

    private static async Task<JsonNode> SyncOfAsync(ServerProcess server, string entity)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var runs = (await server.GetJsonAsync($"/api/entities/{entity}/runs")).AsArray();
            if (runs.FirstOrDefault(run => (string)run!["mode"]! == "incremental") is { } sync)
            {
                return sync;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
        }
    }
}
