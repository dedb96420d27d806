using Reprise.Core.Mapping;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>Rows, what was held back and the checkpoint of a chunk arrive together or not at all.</summary>
public sealed class StagingTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chunk_is_staged_once_and_its_batches_are_not_read_again()
    {
        var (application, run) = await StartAsync();
        await using var _ = application;
        var clubs = run.Plan.Table("club");

        await ledger.Tables.StageChunkAsync(run.Lease, run.Plan, clubs, 1, 4, Rows.Mapped(clubs, [.. Enumerable.Range(1, 4).Select(key => People.Club(key, "a"))]), Cancellation);
        await ledger.Tables.StageChunkAsync(run.Lease, run.Plan, clubs, 1, 4, Unreadable(), Cancellation);

        Assert.Equal([1], await ledger.Tables.GetStagedChunksAsync(run.Lease.Run, "club", Cancellation));
        Assert.Equal(["1|0|1", "1|1|2", "1|2|3", "1|3|4"], await StagedAsync(application, run, "_chunk, _row, _key"));
    }

    [Fact]
    public async Task Rows_left_out_are_counted_and_kept_with_their_reason()
    {
        var (application, run) = await StartAsync();
        await using var _ = application;
        var clubs = run.Plan.Table("club");

        await ledger.Tables.StageChunkAsync(run.Lease, run.Plan, clubs, 1, 6, HeldBack(clubs), Cancellation);

        Assert.Equal(["1|0|1", "1|1|4"], await StagedAsync(application, run, "_chunk, _row, _key"));
        Assert.Equal(["2 name too_long", "2 name too_long"], await run.QuarantineAsync("club"));
        Assert.Equal(["siret|blank_as_null|4|a,b,a"], await application.QueryAsync($"SELECT column_name, rule, count, array_to_string(samples, ',') FROM reprise.coercion WHERE run = '{run.Lease.Run}' AND chunk = 1"));
        Assert.Equal(["6|2|2"], await application.QueryAsync($"SELECT rows_read, rows_staged, filtered FROM reprise.staged_chunk WHERE run = '{run.Lease.Run}'"));
    }

    [Fact]
    public async Task A_chunk_that_does_not_account_for_every_row_read_is_not_kept()
    {
        var (application, run) = await StartAsync();
        await using var _ = application;
        var clubs = run.Plan.Table("club");

        var refused = await Assert.ThrowsAsync<RepriseException>(() => ledger.Tables.StageChunkAsync(run.Lease, run.Plan, clubs, 1, 3, Rows.Mapped(clubs, [People.Club(1, "a")]), Cancellation));

        Assert.Equal(ErrorCodes.NotBalanced, refused.Code);
        Assert.Empty(await StagedAsync(application, run, "1"));
        Assert.Empty(await ledger.Tables.GetStagedChunksAsync(run.Lease.Run, "club", Cancellation));
    }

    [Fact]
    public async Task Batches_that_cannot_be_read_leave_nothing_behind_and_say_why()
    {
        var (application, run) = await StartAsync();
        await using var _ = application;
        var clubs = run.Plan.Table("club");

        await Assert.ThrowsAsync<TimeoutException>(() => ledger.Tables.StageChunkAsync(run.Lease, run.Plan, clubs, 1, 3, Rows.Mapped(clubs, [People.Club(1, "a")]).Concat(Unreadable()), Cancellation));

        Assert.Empty(await StagedAsync(application, run, "1"));
    }

    [Fact]
    public async Task The_rows_that_arrive_are_counted_by_the_server_also_where_it_keeps_no_statistics()
    {
        var (application, run) = await StartAsync();
        await using var _ = application;
        await application.ExecuteAsync(
            $"CREATE FUNCTION {application.Schema}.lose() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN CASE NEW._key WHEN ''2'' THEN NULL ELSE NEW END; END'; " +
            $"CREATE TRIGGER lose BEFORE INSERT ON reprise_stage_{run.Lease.Run.Suffix}.club FOR EACH ROW EXECUTE FUNCTION {application.Schema}.lose()");
        var clubs = run.Plan.Table("club");
        await StageAsync(ledger.Tables, 1, "1");

        await Assert.ThrowsAsync<RepriseException>(() => StageAsync(ledger.Tables, 2, "2"));

        var database = new Npgsql.NpgsqlConnectionStringBuilder(ledger.Target.AsReprise).Database;
        await application.ExecuteAsync($"ALTER DATABASE {database} SET track_counts = off");
        await using (var uncounted = new Connections.Database(ledger.Target.AsReprise + ";Pooling=false"))
        {
            await Assert.ThrowsAsync<RepriseException>(() => StageAsync(ledger.TargetOver(uncounted), 3, "2"));
            await StageAsync(ledger.TargetOver(uncounted), 4, "3");
        }

        await application.ExecuteAsync($"ALTER DATABASE {database} RESET track_counts");
        Assert.Equal(["1", "3"], await StagedAsync(application, run, "_key"));

        Task StageAsync(Reprise.Core.Ports.ITarget target, int chunk, string key) =>
            target.StageChunkAsync(run.Lease, run.Plan, clubs, chunk, 1, Rows.Mapped(clubs, [[key, People.Id(chunk), null, "a", null]]), Cancellation);
    }

    [Fact]
    public async Task A_node_that_lost_the_run_stages_resolves_and_publishes_nothing()
    {
        var (application, run) = await StartAsync();
        await using var _ = application;
        var clubs = run.Plan.Table("club");
        await ledger.Runs.TakeOverAsync(run.Lease.Run, Cancellation);

        await Assert.ThrowsAsync<LostRunException>(() => ledger.Tables.PrepareAsync(run.Lease, run.Plan, Cancellation));
        await Assert.ThrowsAsync<LostRunException>(() => ledger.Tables.StageChunkAsync(run.Lease, run.Plan, clubs, 1, 1, Rows.Mapped(clubs, [People.Club(1, "a")]), Cancellation));
        await Assert.ThrowsAsync<LostRunException>(() => ledger.Tables.ResolveTableAsync(run.Lease, run.Plan, clubs, Cancellation));
        await Assert.ThrowsAsync<LostRunException>(() => ledger.Tables.PublishLotAsync(run.Lease, run.Plan, "main", Cancellation));
    }

    [Fact]
    public async Task A_long_name_of_a_table_plan_has_a_table_of_its_own()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var clubs = await People.ClubsAsync(application);
        var (one, two) = (new string('é', 40) + "1", new string('é', 40) + "2");
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), clubs with { Name = one, Source = "a", Rules = [Application.From("name")] }, clubs with { Name = two, Source = "b", Rules = [Application.From("name")] });

        await run.StageAsync(one, ["1", People.Id(1), "a"]);
        await run.StageAsync(two, ["1", People.Id(2), "b"]);
        await run.ResolveAsync();
        await run.PublishAsync();

        Assert.Equal(["a", "b"], await application.QueryAsync("SELECT name FROM club ORDER BY 1"));
    }

    private async Task<(Application Application, MappedRun Run)> StartAsync()
    {
        var application = await Application.CreateAsync(ledger, People.Ddl);
        return (application, await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application)));
    }

    private static Task<List<string>> StagedAsync(Application application, MappedRun run, string columns) =>
        application.QueryAsync($"SELECT {columns} FROM reprise_stage_{run.Lease.Run.Suffix}.club ORDER BY _chunk, _row");

    private static async IAsyncEnumerable<MappedBatch> Unreadable()
    {
        await Task.Yield();
        if (Cancellation.CanBeCanceled)
        {
            throw new TimeoutException("The snapshot does not answer.");
        }

        yield break;
    }

    private static async IAsyncEnumerable<MappedBatch> HeldBack(RunTable table)
    {
        foreach (var key in (int[])[1, 4])
        {
            await foreach (var batch in Rows.Mapped(table, [People.Club(key, "a"), People.Club(2, "b"), People.Club(3, "c")]))
            {
                yield return new MappedBatch(batch.Rows, [false, true, true], [new QuarantinedRow("2", "name", Reasons.TooLong)], 1, [new Coercion("siret", Reasons.BlankAsNull, 2, ["a", "b"])]);
            }
        }
    }
}
