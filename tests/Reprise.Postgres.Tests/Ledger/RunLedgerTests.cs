using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Testing.Servers;

namespace Reprise.Postgres.Tests.Ledger;

public abstract class RunLedgerTests(LedgerFixture ledger)
{
    public sealed class OnPostgres15(LedgerFixture ledger) : RunLedgerTests(ledger), IClassFixture<LedgerFixture>;

    public sealed class OnPostgres18(LedgerOn18Fixture ledger) : RunLedgerTests(ledger), IClassFixture<LedgerOn18Fixture>;

    private static readonly Step Plan = new(StepKind.PlanRun);
    private static readonly Step Extract = new(StepKind.ExtractTable, "societes");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_that_start_together_migrate_once()
    {
        await using var target = await TargetDatabase.CreateAsync();
        var nodes = Enumerable.Range(0, 4).Select(_ => new Reprise.Postgres.Ledger.LedgerSchema(new Connections.Database(target.AsReprise)));

        await Task.WhenAll(nodes.Select(node => node.MigrateAsync(Cancellation)));
    }

    [Fact]
    public async Task An_entity_has_one_run_at_a_time_and_a_second_start_names_it()
    {
        var entity = TestServers.UniqueName("e");
        var first = await ledger.Runs.StartAsync(LedgerFixture.NewRun(entity), Cancellation);

        var refused = await Assert.ThrowsAsync<RunInProgressException>(() => ledger.Runs.StartAsync(LedgerFixture.NewRun(entity), Cancellation));

        Assert.Equal(first.Id, refused.Run);
    }

    [Fact]
    public async Task The_same_idempotency_key_starts_one_run_however_often_it_is_sent()
    {
        var entity = TestServers.UniqueName("e");

        var starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ledger.Runs.StartAsync(LedgerFixture.NewRun(entity, "key"), Cancellation)));

        Assert.Single(starts.Select(run => run.Id).Distinct());
    }

    [Fact]
    public async Task An_old_lease_writes_nothing()
    {
        var old = await ledger.LeaseAsync();
        var current = await ledger.Runs.TakeOverAsync(old.Run, Cancellation);
        Func<Task>[] writes =
        [
            () => ledger.Runs.BeatAsync(old, Cancellation),
            () => ledger.Runs.RecordAsync(old, StepOutcome.Completed(Plan), Cancellation),
            () => ledger.Runs.SetStatusAsync(old, RunStatus.Succeeded, null, null, Cancellation),
            () => ledger.Runs.SaveVerdictsAsync(old, [new GateVerdict("g", "t", 1, 0, false)], Cancellation),
            () => ledger.Runs.SaveReportAsync(old, "r", "text/plain", new byte[1], Cancellation),
            () => ledger.Extraction.EnsureDataKeyAsync(old, new WrappedKey("k", "kek", new byte[4]), Cancellation),
            () => ledger.Extraction.EnsureChunksAsync(old, "societes", [new ChunkRange(1, null, null)], Cancellation),
            () => ledger.Extraction.CompleteChunkAsync(old, "societes", 1, 0, [], Cancellation),
            () => ledger.Extraction.AttachPointAsync(old, Point("a", null), Cancellation),
            () => ledger.Tables.SaveVerificationAsync(old, "t", new VerificationVerdict("m", 0, 0, ""), Cancellation),
        ];

        foreach (var write in writes)
        {
            await Assert.ThrowsAsync<LostRunException>(write);
        }

        Assert.Equal((RunStatus.Running, current.Epoch), await StandingAsync(old.Run));
        Assert.Empty((await ledger.Runs.SummariseAsync(old.Run, Cancellation)).Steps);
    }

    [Fact]
    public async Task The_recorded_state_is_the_live_one()
    {
        var lease = await ledger.LeaseAsync();
        var outline = new RunOutline(["societes"], [new OutlineTable("organisation", "societes", "main", [])], ["main"], 2, RequiresApproval: false);
        StepOutcome[] outcomes =
        [
            StepOutcome.Completed(Plan) with { Outline = outline },
            new() { Step = Extract, Result = StepResult.Progressed, ChunksDone = 1, ChunksTotal = 3 },
            new() { Step = Extract, Result = StepResult.Failed, Code = "connection_failed", Message = "away", IsTransient = true },
            new() { Step = Extract, Result = StepResult.Failed, Code = "source_point_lost", Message = "gone", IsTransient = true, PointLost = true },
            StepOutcome.Completed(Plan) with { Outline = outline, ExtractionRestarted = true },
            new() { Step = Extract, Result = StepResult.Progressed, ChunksDone = 2, ChunksTotal = 3 },
        ];
        var live = await ledger.Runs.LoadStateAsync(lease.Run, Cancellation);
        foreach (var outcome in outcomes)
        {
            await ledger.Runs.RecordAsync(lease, outcome, Cancellation);
            live = live.Apply(outcome);
            var recorded = await ledger.Runs.LoadStateAsync(lease.Run, Cancellation);

            Assert.Equal(live[Plan], recorded[Plan]);
            Assert.Equal(live[Extract], recorded[Extract]);
        }
    }

    [Fact]
    public async Task A_run_that_is_over_is_not_taken_over()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Succeeded, null, null, Cancellation);

        var refused = await Assert.ThrowsAsync<RepriseException>(() => ledger.Runs.TakeOverAsync(lease.Run, Cancellation));

        Assert.Equal(ErrorCodes.WrongStatus, refused.Code);
    }

    [Fact]
    public async Task Only_a_run_that_waits_or_is_stopped_is_approved()
    {
        var lease = await ledger.LeaseAsync();
        var word = new Approval(true, "Mme Durand", "vu", DateTimeOffset.UnixEpoch);
        Assert.Equal(ErrorCodes.WrongStatus, (await Assert.ThrowsAsync<RepriseException>(() => ledger.Runs.ApproveAsync(lease.Run, word, [], Cancellation))).Code);
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Waiting, RunDecider.ApprovalRequired, "waits", Cancellation);

        await ledger.Runs.ApproveAsync(lease.Run, word, [], Cancellation);

        Assert.Equal(word, (await ledger.Runs.GetAsync(lease.Run, Cancellation)).Approval);
    }

    [Fact]
    public async Task An_unknown_run_is_named()
    {
        var refused = await Assert.ThrowsAsync<RepriseException>(() => ledger.Runs.GetAsync(RunId.Parse("ud-75-20200101000000-aaaa"), Cancellation));

        Assert.Equal(ErrorCodes.UnknownRun, refused.Code);
        Assert.Contains("ud-75-20200101000000-aaaa", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_run_is_an_orphan_and_a_beating_one_is_not()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Runs.BeatAsync(lease, Cancellation);

        Assert.DoesNotContain(lease.Run, await ledger.Runs.ListOrphansAsync(TimeSpan.FromHours(1), Cancellation));
        Assert.Contains(lease.Run, await ledger.Runs.ListOrphansAsync(TimeSpan.Zero, Cancellation));
    }

    private async Task<(RunStatus Status, long Epoch)> StandingAsync(RunId run)
    {
        var record = await ledger.Runs.GetAsync(run, Cancellation);
        return (record.Status, record.Epoch);
    }

    private static SourcePoint Point(string id, string? position) => new(id, "locked_snapshot", position is not null, position, []);
}
