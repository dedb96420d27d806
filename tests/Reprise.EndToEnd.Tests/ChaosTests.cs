using System.Security.Cryptography;
using Reprise.Chaos;
using Reprise.Chaos.Faults;
using Reprise.Chaos.Results;
using Reprise.Chaos.Site;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary>A short campaign of <c>bench.sh chaos</c>: another seed at every run of the tests, and it is printed.</summary>
public sealed class ChaosTests(ChaosFixture chaos) : IClassFixture<ChaosFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_is_disturbed_at_a_random_moment_ends_like_an_undisturbed_one()
    {
        var campaign = await chaos.CampaignAsync();

        var result = await campaign.RunAsync(Cancellation);

        Assert.True(result.Survived == result.Runs, chaos.Words);
        Assert.Equal($"{result.Runs} survived, 0 different, 0 lost, 0 doubled", result.ClosingLine);
        Assert.All(result.All.Where(run => run.Drawn.Fault.Passes), run => Assert.True(run.End.How is Ending.Alone or Ending.BegunAgain, chaos.Words));
    }

    [Theory]
    [InlineData("node", 0)]
    [InlineData("node-zombie", 1)]
    public async Task When_one_of_two_nodes_is_killed_or_stands_still_the_other_finishes_the_run(string fault, int node)
    {
        var campaign = await chaos.CampaignAsync();
        var entity = campaign.Undisturbed.Keys.Single();

        var result = await campaign.RunAsync(new Drawn(Number: 100 + node, Fault.Parse(fault), entity, Moment: 0.4, TimeSpan.Zero, node), Cancellation);

        Assert.NotNull(result.Struck);
        Assert.Empty(result.Comparison.Differences);
    }

    [Fact]
    public async Task Damage_of_the_target_is_seen_and_counted()
    {
        var campaign = await chaos.CampaignAsync();
        var (entity, undisturbed) = campaign.Undisturbed.Single();
        await using var target = await campaign.CopyAfterAsync(entity, "damaged", Cancellation);
        var untouched = Comparison.Of(undisturbed.Content, await TargetContent.ReadAsync(target.AsAdministrator, entity, [], Cancellation));
        await TargetCopy.ExecuteAsync(
            target.AsAdministrator,
            """
            DELETE FROM contribution WHERE id = (SELECT max(id) FROM contribution);
            INSERT INTO organisation (id, name, active, created_at) SELECT gen_random_uuid(), name, active, created_at FROM organisation LIMIT 1;
            UPDATE person SET last_name = last_name || '?' WHERE id = (SELECT target_id::uuid FROM reprise.crosswalk WHERE target_table = 'public.person' LIMIT 1);
            UPDATE reprise.table_figures SET read = read + 1 WHERE table_plan = (SELECT min(table_plan) FROM reprise.table_figures);
            """,
            Cancellation);

        var damaged = Comparison.Of(undisturbed.Content, await TargetContent.ReadAsync(target.AsAdministrator, entity, ["runs/x/leftover.parquet"], Cancellation));

        Assert.Empty(untouched.Differences);
        Assert.Equal((1, 1, 1), (damaged.Lost, damaged.Doubled, damaged.Changed));
        Assert.All(["public.contribution", "public.organisation", "public.person", "figures", "balance", "blobs"], section => Assert.Contains(damaged.Differences, difference => difference.StartsWith(section, StringComparison.Ordinal)));
    }
}

/// <summary>The campaign's data and undisturbed run, made once.</summary>
public sealed class ChaosFixture : IAsyncLifetime
{
    private readonly StringWriter _words = new();
    private readonly SemaphoreSlim _once = new(1);
    private Campaign? _campaign;

    internal string Words => _words.ToString();

    internal async Task<Campaign> CampaignAsync()
    {
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_campaign is null)
            {
                var options = Options();
                TestContext.Current.TestOutputHelper?.WriteLine($"seed {options.Seed}");
                _campaign = await Campaign.PrepareAsync(options, _words, TestContext.Current.CancellationToken);
            }

            return _campaign;
        }
        finally
        {
            _once.Release();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_campaign is not null)
        {
            await _campaign.DisposeAsync();
        }

        _once.Dispose();
        await _words.DisposeAsync();
    }

    private static ChaosOptions Options()
    {
        // That of a killed process is KillTests' subject, stage by stage.
        Fault[] faults = [.. new[] { "zombie", "mariadb-reset", "postgres-refused", "blob-503" }.Select(Fault.Parse)];
        return new ChaosOptions
        {
            Runs = faults.Length,
            Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
            Faults = faults,
            Entities = ["national"],
            Scale = 0.01,
            Output = Path.GetTempPath(),
            Host = RepriseCommand.Program,
            Plans = Path.Combine(DemoFixture.DemoConfig, "plans"),
            MariaDb = TestServers.MariaDb,
            Postgres = TestServers.Postgres,
            Blobs = TestServers.Azurite,
        };
    }
}
