using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Tests.Ledger;

/// <summary>A snapshot that replays read beside the run that extracted it.</summary>
public sealed class SharedSnapshotTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replay_adopts_chunks_once_and_holds_the_snapshot_until_it_ends()
    {
        var owner = await ExtractAsync();
        var replay = await ReplayAsync(owner);
        var lease = await ledger.Runs.TakeOverAsync(replay.Id, Cancellation);

        await ledger.Extraction.AdoptChunksAsync(lease, owner, "club", Cancellation);
        await ledger.Extraction.AdoptChunksAsync(lease, owner, "club", Cancellation);
        var refused = await Assert.ThrowsAsync<RepriseException>(() => ledger.Extraction.DestroyKeyAsync(owner, Cancellation));

        Assert.Equal(new ReplayOrigin(owner, owner), replay.Replay);
        Assert.Equal("replay", (await ledger.Runs.FindPlanAsync(replay.Id, Cancellation))!.Hash);
        Assert.Equivalent(await ledger.Extraction.GetChunksAsync(owner, "club", Cancellation), await ledger.Extraction.GetChunksAsync(replay.Id, "club", Cancellation), strict: true);
        Assert.Equal(ErrorCodes.WrongStatus, refused.Code);
        Assert.Contains(replay.Id.Value, refused.Message, StringComparison.Ordinal);
        Assert.NotNull(await ledger.Extraction.GetDataKeyAsync(owner, Cancellation));
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Failed, "unexpected", "failed", Cancellation);
        await ledger.Extraction.DestroyKeyAsync(owner, Cancellation);
        Assert.Null(await ledger.Extraction.GetDataKeyAsync(owner, Cancellation));
    }

    [Fact]
    public async Task A_snapshot_that_is_purged_before_the_replay_is_recorded_refuses_it()
    {
        var owner = await ExtractAsync();
        await ledger.Extraction.DestroyKeyAsync(owner, Cancellation);

        var refused = await Assert.ThrowsAsync<RepriseException>(() => ReplayAsync(owner));

        Assert.Equal(ErrorCodes.SnapshotGone, refused.Code);
        Assert.Single(await ledger.Runs.ListAsync(owner.Entity, 10, Cancellation));
    }

    [Fact]
    public async Task Of_a_purge_and_a_replay_at_the_same_time_only_one_goes_through()
    {
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var owner = await ExtractAsync();

            var (replaying, purging) = (ReplayAsync(owner), ledger.Extraction.DestroyKeyAsync(owner, Cancellation));
            var (replayed, purged) = (await Record.ExceptionAsync(() => replaying), await Record.ExceptionAsync(() => purging));

            var refused = Assert.IsType<RepriseException>(Assert.Single(new[] { replayed, purged }, failure => failure is not null));
            Assert.Equal(replayed is null, await ledger.Extraction.GetDataKeyAsync(owner, Cancellation) is not null);
            Assert.Contains(refused.Code, new[] { ErrorCodes.SnapshotGone, ErrorCodes.WrongStatus });
        }
    }

    private async Task<RunId> ExtractAsync()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Extraction.EnsureDataKeyAsync(lease, new WrappedKey("k1", "kek", new byte[] { 1, 2 }), Cancellation);
        await ledger.Extraction.EnsureChunksAsync(lease, "club", [new ChunkRange(1, null, ["5"]), new ChunkRange(2, ["5"], null)], Cancellation);
        await ledger.Extraction.CompleteChunkAsync(lease, "club", 1, 10, [new SnapshotPart("blob", 10, 100, "aa")], Cancellation);
        await ledger.Extraction.CompleteChunkAsync(lease, "club", 2, 0, [], Cancellation);
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Succeeded, null, null, Cancellation);
        return lease.Run;
    }

    private Task<RunRecord> ReplayAsync(RunId owner)
    {
        var plan = new RunPlan
        {
            Entity = owner.Entity.Value,
            EntityName = "Entité",
            Plan = "sportif",
            PlanVersion = 1,
            PlanFingerprint = "f",
            SourceServer = "MariaDB",
            Parallelism = 2,
            RequiresApproval = false,
            Gates = Core.Entities.GateThresholds.Default,
            ChunkRows = 1000,
            Sources = [],
            Tables = [],
            Lots = [],
            Hash = "replay",
        };
        var run = new NewRun(RunId.Create(owner.Entity, TimeProvider.System), owner.Entity, "Entité", "sportif", RunMode.Full, "cli", null) { Replay = new NewReplay(new ReplayOrigin(owner, owner), plan) };
        return ledger.Runs.StartAsync(run, Cancellation);
    }
}
