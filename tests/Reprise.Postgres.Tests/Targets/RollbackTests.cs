using Reprise.Core.Plans;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Undoing;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>A run of one entity is undone in the target that others write to.</summary>
public sealed class RollbackTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private const string Everything = "SELECT c::text FROM club c UNION ALL SELECT m::text FROM member m ORDER BY 1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_run_between_those_of_two_other_entities_leaves_no_trace(int seed)
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var random = new Random(seed);
        string[] entities = [MappedRun.NewEntity(), MappedRun.NewEntity(), MappedRun.NewEntity()];
        await RandomAsync(application, entities[0], random, 0);
        await RandomAsync(application, entities[1], random, 100);
        var before = await StateAsync(application);
        var middle = await RandomAsync(application, entities[1], random, 100);
        var undoneAlone = await RollBackAsync(middle, isDryRun: true);
        Assert.Empty(undoneAlone.Kept);
        var alone = await StateAsync(application);
        await RollBackAsync(middle);
        Assert.Equal(before, await StateAsync(application));

        var again = await RandomAsync(application, entities[1], new Random(seed + 100), 100);
        var last = await RandomAsync(application, entities[2], random, 200, isApart: true);
        var withBoth = await application.QueryAsync(Everything);
        await RollBackAsync(again);
        await RollBackAsync(last);

        Assert.NotEqual(before, alone);
        Assert.NotEqual(before.Records, string.Join('\n', withBoth));
        Assert.Equal(before, await StateAsync(application));
    }

    [Fact]
    public async Task A_new_run_gives_the_same_ids_again_and_a_repeat_changes_nothing()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        var first = await RunAsync(entity, clubs, People.Club(1, "a"), People.Club(2, "b", parent: 1));

        var done = await RollBackAsync(first);
        var repeated = await RollBackAsync(first);

        Assert.Equal((2L, false, true), (done.Tables.Single().Deleted, done.WasDone, repeated.WasDone));
        Assert.Equal(RunStatus.RolledBack, (await ledger.Runs.GetAsync(first.Lease.Run, Cancellation)).Status);
        Assert.Empty(await application.QueryAsync("SELECT id FROM club"));
        var resumed = await Assert.ThrowsAsync<RepriseException>(() => ledger.Runs.TakeOverAsync(first.Lease.Run, Cancellation));
        Assert.Equal(ErrorCodes.WrongStatus, resumed.Code);
        await Assert.ThrowsAsync<LostRunException>(first.EndAsync);
        await RunAsync(entity, clubs, People.Club(1, "a"), People.Club(2, "b", parent: 1));
        Assert.Equal([$"{People.Id(1)}", $"{People.Id(2)}"], await application.QueryAsync("SELECT id FROM club ORDER BY name"));
    }

    [Fact]
    public async Task What_somebody_changed_or_refers_to_since_is_kept_with_what_it_refers_to()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application, ["siret"]));
        await RunAsync(entity, clubs, People.Club(1, "old"), People.Club(2, "old too"));
        var run = await RunAsync(
            entity, clubs, People.Club(1, "new"), People.Club(2, "new too"), People.Club(3, "parent"), People.Club(4, "closed since", parent: 3), People.Club(5, "has members"), People.Club(6, "joined", "11"), People.Club(7, "goes"));
        await application.ExecuteAsync($"UPDATE club SET name = 'by hand' WHERE name = 'new'; UPDATE club SET deleted_at = now() WHERE name = 'closed since'; INSERT INTO member (club_id) VALUES ('{People.Id(5)}')");
        await RunAsync(MappedRun.NewEntity(), clubs, People.Club(60, "joins", "11"));

        var result = await RollBackAsync(run);

        Assert.Equal(
            [$"{People.Id(1)} changed_in_target", $"{People.Id(3)} referenced", $"{People.Id(4)} changed_in_target", $"{People.Id(5)} referenced", $"{People.Id(6)} merged_into"],
            result.Kept.Select(record => $"{record.Id} {record.Reason}"));
        Assert.Equal(new RolledBackTable("club", 1, 1, 0, 5), result.Tables.Single());
        Assert.Equal(["by hand", "closed since", "has members", "joined", "old too", "parent"], await application.QueryAsync("SELECT name FROM club ORDER BY 1"));
        Assert.Equal(["1|delete"], await application.QueryAsync($"SELECT count(*), max(action) FROM reprise.rollback_record WHERE run = '{run.Lease.Run}' AND kept = 'merged_into'"));
    }

    [Fact]
    public async Task A_later_run_of_the_entity_keeps_what_it_wrote()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        var first = await RunAsync(entity, clubs, People.Club(1, "a"), People.Club(2, "b"));
        var second = await RunAsync(entity, clubs, People.Club(1, "changed"), People.Club(2, "b"));

        var result = await RollBackAsync(first);
        Assert.Equal("later_run", Assert.Single(result.Kept).Reason);
        Assert.Equal(["changed"], await application.QueryAsync("SELECT name FROM club"));

        await RollBackAsync(second);
        Assert.Equal(["a"], await application.QueryAsync("SELECT name FROM club"));
    }

    [Fact]
    public async Task A_lot_is_undone_alone_and_records_that_another_lot_refers_to_stay()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var run = await MappedRun.StartAsync(ledger, MappedRun.NewEntity(), await People.ClubsAsync(application), await People.MembersAsync(application, lot: "people"));
        await run.StageAsync("club", People.Club(1, "a"), People.Club(2, "b"));
        await run.StageAsync("member", People.Member(1, 1));
        await run.ResolveAsync();
        await run.PublishAsync();
        await run.PublishAsync("people");
        var underWay = await Assert.ThrowsAsync<RepriseException>(() => RollBackAsync(run));
        Assert.Equal(ErrorCodes.WrongStatus, underWay.Code);
        await run.EndAsync();

        var unknown = await Assert.ThrowsAsync<RepriseException>(() => RollBackAsync(run, lot: "other"));
        var clubs = await RollBackAsync(run, lot: "main");
        Assert.Equal("referenced", Assert.Single(clubs.Kept).Reason);
        Assert.Contains("main, people", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Succeeded, (await ledger.Runs.GetAsync(run.Lease.Run, Cancellation)).Status);
        var people = await RollBackAsync(run);

        Assert.Equal(["people"], people.Lots);
        Assert.Equal(RunStatus.RolledBack, (await ledger.Runs.GetAsync(run.Lease.Run, Cancellation)).Status);
        Assert.Equal(["1|0"], await application.QueryAsync("SELECT (SELECT count(*) FROM club), (SELECT count(*) FROM member)"));
        Assert.Equal(2, (await application.QueryAsync($"SELECT detail FROM reprise.audit WHERE run = '{run.Lease.Run}' AND action = 'rollback' AND actor = 'dba'")).Count);
    }

    [Fact]
    public async Task A_value_that_was_taken_meanwhile_refuses_the_rollback_by_name()
    {
        await using var application = await Application.CreateAsync(ledger, People.Ddl);
        var (entity, clubs) = (MappedRun.NewEntity(), await People.ClubsAsync(application));
        await RunAsync(entity, clubs, People.Club(1, "a", "11"));
        var second = await RunAsync(entity, clubs, People.Club(1, "a", "22"));
        await application.ExecuteAsync($"INSERT INTO club (id, name, siret) VALUES ('{People.Id(9)}', 'new', '11')");

        var refused = await Assert.ThrowsAsync<RepriseException>(() => RollBackAsync(second));

        Assert.Equal(ErrorCodes.RollbackRefused, refused.Code);
        Assert.Contains("club_siret", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["22", "11"], await application.QueryAsync("SELECT siret FROM club ORDER BY name"));
    }

    private Task<RollbackResult> RollBackAsync(MappedRun run, bool isDryRun = false, string? lot = null) =>
        new RunRollback(ledger.Database).RollBackAsync(new RollbackRequest(run.Lease.Run, lot, isDryRun, "dba", "test"), Cancellation);

    private async Task<MappedRun> RunAsync(string entity, RunTable table, params object?[][] rows)
    {
        var run = await MappedRun.StartAsync(ledger, entity, table);
        await run.LoadAsync(table.Name, rows);
        await run.EndAsync();
        return run;
    }

    /// <summary>Clubs under clubs, some merged by number with those of others, and members with sponsors.</summary>
    private async Task<MappedRun> RandomAsync(Application application, string entity, Random random, int first, bool isApart = false)
    {
        var run = await MappedRun.StartAsync(ledger, entity, await People.ClubsAsync(application, ["siret"], MissingParent.Null), await People.MembersAsync(application, missing: MissingParent.Null));
        var clubs = Enumerable.Range(first + 1, 12).Where(_ => random.Next(4) > 0).ToList();
        await run.StageAsync("club", [.. clubs.Select(key => People.Club(key, $"club {random.Next(1000)}", random.Next(2) == 0 ? $"{(isApart ? first : 0) + random.Next(9)}" : null, random.Next(2) == 0 ? clubs[random.Next(clubs.Count)] : null))]);
        var members = Enumerable.Range(first + 1, 15).Where(_ => random.Next(4) > 0).ToList();
        await run.StageAsync("member", [.. members.Select(key => People.Member(key, clubs[random.Next(clubs.Count)], $"m{key}@club.example", members[random.Next(members.Count)], $"note {random.Next(3)}"))]);
        await run.ResolveAsync();
        await run.PublishAsync();
        await run.EndAsync();
        return run;
    }

    private static async Task<(string Records, string Crosswalk, string Catalog)> StateAsync(Application application) => (
        string.Join('\n', await application.QueryAsync(Everything)),
        string.Join('\n', await application.QueryAsync($"SELECT x::text FROM reprise.crosswalk x WHERE target_table LIKE '{application.Schema}.%' ORDER BY 1")),
        await application.FingerprintAsync());
}
