using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Tests.Targets;

namespace Reprise.Postgres.Tests.Ledger;

/// <summary>Rows held back, decisions about them, and which of these a run follows.</summary>
public sealed class QuarantineLedgerTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private static readonly byte[] Hash = [.. Enumerable.Repeat((byte)7, 32)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private QuarantineLedger Quarantine => new(ledger.Database);

    [Fact]
    public async Task A_decision_counts_from_the_next_run_on_and_a_later_one_takes_its_place()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        var run = await MappedRun.StartAsync(ledger, entity, clubs);
        await HoldBackAsync(run, ("1", Hash), ("2", Hash));
        await Quarantine.AttachAsync(run.Lease, run.Plan, Cancellation);

        await DecideAsync(run, "1", Hash, DecisionKind.Correct, "one");
        await DecideAsync(run, "1", Hash, DecisionKind.Correct, "two");
        await DecideAsync(run, "2", Hash, DecisionKind.Dismiss, "gone");
        Assert.Equal(["1 Fixed", "2 Dismissed"], await StatesAsync(run));
        await run.EndAsync();
        var second = await MappedRun.StartAsync(ledger, entity, clubs);
        await Quarantine.AttachAsync(second.Lease, second.Plan, Cancellation);
        await DecideAsync(run, "1", Hash, DecisionKind.Correct, "three");

        Assert.Empty(await Quarantine.GetAsync(run.Lease.Run, "club", onlyApplied: false, Cancellation));
        Assert.Equal(["1 two", "2 gone"], (await Quarantine.GetAsync(second.Lease.Run, "club", onlyApplied: false, Cancellation)).Select(correction => $"{correction.Key} {System.Text.Encoding.UTF8.GetString(correction.Content)}"));
        await HoldBackAsync(second, ("1", Hash));
        Assert.Equal(["1 Fixed"], await StatesAsync(second));
        Assert.Equal(["1 correct", "1 correct", "1 correct", "1 dismiss"], await application.QueryAsync($"SELECT detail FROM reprise.audit WHERE run = '{run.Lease.Run}' AND action = 'correct_quarantine' ORDER BY 1"));
        Assert.Null((await ledger.Audit.VerifyAsync(Cancellation)).BrokenAt);
    }

    [Fact]
    public async Task What_was_followed_and_did_not_help_leaves_the_row_held_and_withdrawing_leaves_nothing()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        var run = await MappedRun.StartAsync(ledger, entity, clubs);
        await HoldBackAsync(run, ("1", Hash));
        await DecideAsync(run, "1", Hash, DecisionKind.Correct, "one");
        await Quarantine.AttachAsync(run.Lease, run.Plan, Cancellation);

        Assert.Equal(["1 Held"], await StatesAsync(run));
        await DecideAsync(run, "1", Hash, DecisionKind.Withdraw, string.Empty);

        Assert.Null(Assert.Single(await Quarantine.FindAsync(run.Lease.Run, "club", ["1", "x"], Cancellation)).Correction);
    }

    [Fact]
    public async Task A_source_row_that_a_newer_run_knows_otherwise_is_outdated()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        var run = await MappedRun.StartAsync(ledger, entity, clubs);
        await HoldBackAsync(run, ("1", Hash), ("2", Hash));
        await run.EndAsync();
        var second = await MappedRun.StartAsync(ledger, entity, clubs);
        await HoldBackAsync(second, ("1", new byte[32]), ("2", Hash));

        var rows = await Quarantine.FindAsync(run.Lease.Run, "club", ["1", "2"], Cancellation);

        Assert.Equal(["1 True", "2 False"], rows.Select(row => $"{row.Key} {row.IsOutdated}").Order(StringComparer.Ordinal));
        Assert.All(await Quarantine.FindAsync(second.Lease.Run, "club", ["1", "2"], Cancellation), row => Assert.False(row.IsOutdated));
    }

    [Fact]
    public async Task What_a_later_run_publishes_is_reinjected_and_what_it_holds_back_is_not()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        var run = await MappedRun.StartAsync(ledger, entity, clubs);
        await HoldBackAsync(run, ("1", Hash), ("2", Hash), ("3", Hash));
        await run.EndAsync();
        var second = await MappedRun.StartAsync(ledger, entity, clubs);
        await HoldBackAsync(second, ("2", Hash));
        await second.LoadAsync("club", People.Club(1, "a"));

        var rows = await Quarantine.FindAsync(run.Lease.Run, "club", ["1", "2", "3"], Cancellation);

        Assert.Equal([$"1 {second.Lease.Run}", "2 ", "3 "], rows.Select(row => $"{row.Key} {row.ReinjectedBy}").Order(StringComparer.Ordinal));
        var groups = await Quarantine.CountAsync(run.Lease.Run, new QuarantineFilter("club", Reasons.TooLong), Cancellation);
        Assert.Equal(["Held 2 2,3", "Reinjected 1 1"], groups.Select(group => $"{group.State} {group.Rows} {string.Join(',', group.Keys)}"));
        Assert.Empty(await Quarantine.CountAsync(run.Lease.Run, new QuarantineFilter(Reason: Reasons.ZeroDate), Cancellation));
    }

    [Fact]
    public async Task Source_rows_are_kept_for_rows_that_resolution_held_back_by_the_holder_of_the_run_only()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var clubs = await People.ClubsAsync(application);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), clubs);
        await run.StageAsync("club", ["1", People.Id(1), "99", "a", null], ["2", People.Id(2), null, "b", null]);
        await run.ResolveAsync();
        Assert.Equal(["1"], await Quarantine.ListWithoutSourceAsync(run.Lease.Run, "club", Cancellation));

        await Quarantine.SaveSourcesAsync(run.Lease, "club", [new SourceRow("1", new byte[] { 1 }, Hash)], Cancellation);

        Assert.Empty(await Quarantine.ListWithoutSourceAsync(run.Lease.Run, "club", Cancellation));
        var row = Assert.Single(await Quarantine.FindAsync(run.Lease.Run, "club", ["1"], Cancellation));
        Assert.Equal([1], row.Source);
        Assert.Equal(Hash, row.Hash);
        await ledger.Runs.TakeOverAsync(run.Lease.Run, Cancellation);
        await Assert.ThrowsAsync<LostRunException>(() => Quarantine.SaveSourcesAsync(run.Lease, "club", [], Cancellation));
        await Assert.ThrowsAsync<LostRunException>(() => Quarantine.AttachAsync(run.Lease, run.Plan, Cancellation));
    }

    private async Task<List<string>> StatesAsync(MappedRun run)
    {
        var states = new List<string>();
        await foreach (var row in Quarantine.ListAsync(run.Lease.Run, QuarantineFilter.All, Cancellation))
        {
            states.Add($"{row.Key} {row.State}");
        }

        return states;
    }

    private Task DecideAsync(MappedRun run, string key, byte[] hash, DecisionKind kind, string content) => Quarantine.RecordAsync(
        [new NewCorrection(run.Lease.Run, "club", run.Plan.Table("club").Source, key, hash, kind, System.Text.Encoding.UTF8.GetBytes(content))],
        "marie",
        Cancellation);

    [Fact]
    public async Task What_staging_met_is_recorded_with_its_chunk_and_verification_expects_what_it_applied()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application));
        foreach (var key in (string[])["1", "2", "3"])
        {
            await DecideAsync(run, key, Hash, key == "3" ? DecisionKind.Dismiss : DecisionKind.Correct, key);
        }

        await Quarantine.AttachAsync(run.Lease, run.Plan, Cancellation);
        var ids = (await Quarantine.GetAsync(run.Lease.Run, "club", onlyApplied: false, Cancellation)).ToDictionary(correction => correction.Key, correction => correction.Id);

        await ledger.Database.UseAsync(connection => CorrectionRows.RecordUsesAsync(connection, run.Lease.Run, "club", [new CorrectionUse(ids["1"], true), new CorrectionUse(ids["2"], false)], Cancellation), Cancellation);

        Assert.Equal(["1"], (await Quarantine.GetAsync(run.Lease.Run, "club", onlyApplied: true, Cancellation)).Select(correction => correction.Key));
        Assert.Equal([new CorrectionCount("club", 1, 0, 1, 1)], (await ledger.Runs.SummariseAsync(run.Lease.Run, Cancellation)).Corrections);
    }

    /// <summary>Stages a chunk of which all rows are held back.</summary>
    private async Task HoldBackAsync(MappedRun run, params (string Key, byte[] Hash)[] rows)
    {
        const int Chunk = 3;
        var clubs = run.Plan.Table("club");
        await ledger.Extraction.EnsureChunksAsync(run.Lease, clubs.Source, [.. Enumerable.Range(1, Chunk).Select(chunk => new ChunkRange(chunk, null, null))], Cancellation);
        await ledger.Extraction.CompleteChunkAsync(run.Lease, clubs.Source, Chunk, rows.Length, [], Cancellation);
        await ledger.Tables.StageChunkAsync(run.Lease, run.Plan, clubs, Chunk, rows.Length, Batches(), Cancellation);

        async IAsyncEnumerable<MappedBatch> Batches()
        {
            await foreach (var batch in Rows.Mapped(clubs, rows.Select(_ => People.Club(1, "a"))))
            {
                yield return new MappedBatch(batch.Rows, [.. Enumerable.Repeat(true, rows.Length)], [.. rows.Select(row => new QuarantinedRow(row.Key, "name", Reasons.TooLong) { Hash = row.Hash, Content = new byte[] { 1 } })], 0, []);
            }
        }
    }
}
