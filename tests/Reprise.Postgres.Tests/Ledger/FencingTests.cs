using Reprise.Core.Entities;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Testing.Servers;

namespace Reprise.Postgres.Tests.Ledger;

/// <summary>Who waits for whom: writers of a run only for a take-over, and a take-over for writers.</summary>
public abstract class FencingTests(LedgerFixture ledger)
{
    public sealed class OnPostgres15(LedgerFixture ledger) : FencingTests(ledger), IClassFixture<LedgerFixture>;

    public sealed class OnPostgres18(LedgerOn18Fixture ledger) : FencingTests(ledger), IClassFixture<LedgerOn18Fixture>;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_long_transaction_holds_up_neither_heartbeat_nor_outcomes_nor_status_of_its_run()
    {
        var lease = await ledger.LeaseAsync();

        await ledger.Database.InTransactionAsync(
            lease,
            async _ =>
            {
                await ledger.Runs.BeatAsync(lease, Cancellation).WaitAsync(Patience, TimeProvider.System, Cancellation);
                await ledger.Runs.RecordAsync(lease, StepOutcome.Completed(new Step(StepKind.PlanRun)), Cancellation).WaitAsync(Patience, TimeProvider.System, Cancellation);
                await ledger.Runs.SetStatusAsync(lease, RunStatus.Waiting, null, null, Cancellation).WaitAsync(Patience, TimeProvider.System, Cancellation);
                return true;
            },
            Cancellation);

        Assert.Equal(RunStatus.Waiting, (await ledger.Runs.GetAsync(lease.Run, Cancellation)).Status);
    }

    [Fact]
    public async Task A_take_over_waits_until_what_the_old_node_was_writing_is_committed()
    {
        var old = await ledger.LeaseAsync();
        Task<RunLease>? takeOver = null;

        await ledger.Database.InTransactionAsync(
            old,
            async connection =>
            {
                takeOver = ledger.Runs.TakeOverAsync(old.Run, Cancellation);
                await WaitForBlockedAsync();
                return await connection.ExecuteAsync("INSERT INTO reprise.published_lot (run, lot) VALUES ($1, 'main')", [old.Run.Value], Cancellation);
            },
            Cancellation);

        Assert.Equal(old.Epoch + 1, (await takeOver!).Epoch);
        await Assert.ThrowsAsync<LostRunException>(() => ledger.Runs.BeatAsync(old, Cancellation));
    }

    [Fact]
    public async Task A_take_over_ends_the_transactions_of_a_node_that_stands_still()
    {
        var old = await ledger.LeaseAsync();
        var standing = new TaskCompletionSource();
        var goesOn = new TaskCompletionSource();
        var writing = ledger.Database.InTransactionAsync(
            old,
            async connection =>
            {
                await connection.ExecuteAsync("INSERT INTO reprise.published_lot (run, lot) VALUES ($1, 'main')", [old.Run.Value], Cancellation);
                standing.SetResult();
                await goesOn.Task;
                return true;
            },
            Cancellation);
        await standing.Task;

        var taken = await ledger.Runs.TakeOverAsync(old.Run, Cancellation);
        goesOn.SetResult();

        Assert.Equal(old.Epoch + 1, taken.Epoch);
        var ended = await Assert.ThrowsAsync<RepriseException>(() => writing);
        Assert.True(ended.IsTransient);
        Assert.Empty(await LotsAsync(old.Run));
    }

    [Fact]
    public async Task A_take_over_ends_what_a_node_that_stands_still_reads_of_staging()
    {
        var old = await ledger.LeaseAsync();
        var schema = Reprise.Postgres.Staging.StagingNames.MappedSchema(old.Run);
        await ledger.Database.UseAsync(connection => connection.ExecuteAsync($"CREATE SCHEMA {schema}; CREATE TABLE {schema}.club (id text)", [], Cancellation), Cancellation);
        await using var reader = await ledger.Database.Source.OpenConnectionAsync(Cancellation);
        await reader.ExecuteAsync($"BEGIN; SELECT FROM {schema}.club", [], Cancellation);

        await ledger.Runs.TakeOverAsync(old.Run, Cancellation);
        await ledger.Database.UseAsync(connection => connection.ExecuteAsync($"DROP SCHEMA {schema} CASCADE", [], Cancellation), Cancellation).WaitAsync(Patience, TimeProvider.System, Cancellation);

        await Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => reader.ExecuteAsync("COMMIT", [], Cancellation));
    }

    [Fact]
    public async Task A_failed_run_is_not_resumed_while_another_one_of_the_entity_is_under_way()
    {
        var entity = TestServers.UniqueName("e");
        var failed = await ledger.LeaseAsync(entity);
        await ledger.Runs.SetStatusAsync(failed, RunStatus.Failed, "connection_failed", "away", Cancellation);
        var other = await ledger.LeaseAsync(entity);

        var refused = await Assert.ThrowsAsync<RunInProgressException>(() => ledger.Runs.TakeOverAsync(failed.Run, Cancellation));

        Assert.Equal(other.Run, refused.Run);
        Assert.NotNull((await ledger.Runs.GetAsync(failed.Run, Cancellation)).EndedAt);
    }

    [Fact]
    public async Task Of_starts_and_resumptions_of_an_entity_at_the_same_time_exactly_one_wins_and_the_others_name_it()
    {
        var entity = TestServers.UniqueName("e");
        var failed = await ledger.LeaseAsync(entity);
        await ledger.Runs.SetStatusAsync(failed, RunStatus.Failed, null, null, Cancellation);

        var refusals = new System.Collections.Concurrent.ConcurrentBag<RunId>();
        var attempts = Enumerable.Range(0, 6).Select(async number =>
        {
            try
            {
                _ = number == 0 ? (await ledger.Runs.TakeOverAsync(failed.Run, Cancellation)).Run : (await ledger.Runs.StartAsync(LedgerFixture.NewRun(entity), Cancellation)).Id;
            }
            catch (RunInProgressException refused)
            {
                refusals.Add(refused.Run);
            }
        });
        await Task.WhenAll(attempts);

        var winner = Assert.Single(await ledger.Runs.ListAsync(EntityCode.Parse(entity), 10, Cancellation), run => run.Status == RunStatus.Running);
        Assert.Equal(5, refusals.Count);
        Assert.All(refusals, named => Assert.Equal(winner.Id, named));
    }

    [Fact]
    public async Task Resuming_a_run_forgets_how_it_ended()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Stopped, RunDecider.GateFailed, "a gate failed", Cancellation);
        var stopped = await ledger.Runs.GetAsync(lease.Run, Cancellation);

        await ledger.Runs.TakeOverAsync(lease.Run, Cancellation);

        var resumed = await ledger.Runs.GetAsync(lease.Run, Cancellation);
        Assert.Equal((RunStatus.Stopped, RunDecider.GateFailed, true), (stopped.Status, stopped.Code, stopped.EndedAt is not null));
        Assert.Equal((RunStatus.Running, null, null, null), (resumed.Status, resumed.Code, resumed.Message, resumed.EndedAt));
    }

    private Task<List<string>> LotsAsync(RunId run) => ledger.Database.UseAsync(
        connection => connection.QueryAsync("SELECT lot FROM reprise.published_lot WHERE run = $1", [run.Value], reader => reader.GetString(0), Cancellation),
        Cancellation);

    private async Task WaitForBlockedAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (true)
        {
            var blocked = await ledger.Database.UseAsync(
                connection => connection.QueryAsync(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0",
                    [],
                    reader => reader.GetInt64(0),
                    patience.Token),
                patience.Token);
            if (blocked[0] > 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }
}
