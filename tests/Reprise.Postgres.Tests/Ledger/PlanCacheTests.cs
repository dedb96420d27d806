using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Ledger;

namespace Reprise.Postgres.Tests.Ledger;

/// <summary>The run plan is read once per run and process.</summary>
public sealed class PlanCacheTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_that_was_read_is_not_read_again_and_the_one_that_is_not_there_yet_is()
    {
        var runs = ledger.Runs;
        var lease = await ledger.LeaseAsync();
        Assert.Null(await runs.FindPlanAsync(lease.Run, Cancellation));
        await runs.SavePlanAsync(lease, Plan("first"), Cancellation);
        var first = await runs.FindPlanAsync(lease.Run, Cancellation);
        await using var administrator = NpgsqlDataSource.Create(ledger.Target.AsAdministrator);
        await using var hide = administrator.CreateCommand($"DELETE FROM reprise.run_plan WHERE run = '{lease.Run}'");
        await hide.ExecuteNonQueryAsync(Cancellation);
        await runs.TakeOverAsync(lease.Run, Cancellation);

        var second = await runs.FindPlanAsync(lease.Run, Cancellation);

        Assert.Equal("first", first!.Hash);
        Assert.Same(first, second);
    }

    [Fact]
    public void The_plan_that_nobody_asked_for_longest_goes()
    {
        var cache = new PlanCache(2);
        RunId[] runs = [RunId.Parse("ud-75-20200101000000-aaaa"), RunId.Parse("ud-75-20200101000000-bbbb"), RunId.Parse("ud-75-20200101000000-cccc")];
        cache.Hold(runs[0], Plan("a"));
        cache.Hold(runs[1], Plan("b"));
        Assert.Equal("a", cache.Find(runs[0])!.Hash);
        cache.Hold(runs[2], Plan("c"));

        Assert.Equal("a", cache.Hold(runs[0], Plan("other")).Hash);
        Assert.Equal(["a", null, "c"], runs.Select(run => cache.Find(run)?.Hash));
    }

    private static RunPlan Plan(string hash) => new()
    {
        Entity = "ud-75",
        EntityName = "Paris",
        Plan = "replicate",
        PlanVersion = 1,
        PlanFingerprint = "automatic",
        SourceServer = "MariaDB",
        Parallelism = 2,
        RequiresApproval = false,
        Gates = Core.Entities.GateThresholds.Default,
        ChunkRows = 1000,
        Sources = [],
        Tables = [],
        Lots = [],
        Hash = hash,
    };
}
