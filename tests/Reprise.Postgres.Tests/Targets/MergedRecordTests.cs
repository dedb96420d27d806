using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Undoing;

namespace Reprise.Postgres.Tests.Targets;

/// <summary>Two records that were published become one by a person's decision, in the next run and as reversibly as everything else.</summary>
public sealed class MergedRecordTests(LedgerFixture ledger) : IClassFixture<LedgerFixture>
{
    private static readonly object?[][] Clubs = [People.Club(1, "Chorale"), People.Club(2, "La chorale", parent: 3), People.Club(3, "Fédération"), People.Club(4, "Annexe", parent: 2)];

    private static readonly object?[][] Members = [People.Member(1, 1), People.Member(2, 2), People.Member(3, 2, sponsor: 1)];

    private static readonly SyncRule Marks = new() { Deletes = DeletePolicy.SoftDelete, SoftDelete = new SoftDelete("deleted_at", null) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "1|Chorale|-,3|Fédération|-,4|Annexe|-")]
    [InlineData(true, "1|Chorale|-,2|La chorale|marked,3|Fédération|-,4|Annexe|-")]
    public async Task The_later_record_goes_children_refer_to_the_other_a_repeat_changes_nothing_and_a_rollback_brings_everything_back(bool isMarked, string clubs)
    {
        await using var sample = await SampleAsync(isMarked ? Marks : null);
        var before = await sample.StateAsync();
        await sample.DecideAsync("2", "1");

        var run = await sample.RunAsync();

        Assert.Equal(new RowFigures(4, 1, 2, 1, 0, 0), await run.FiguresAsync("club"));
        Assert.Equal(new RowFigures(3, 2, 1, 0, 0, 0), await run.FiguresAsync("member"));
        Assert.Equal(clubs, string.Join(',', await sample.ClubsAsync()));
        Assert.Equal(["1", "2", "3"], await sample.QueryAsync($"SELECT note FROM member WHERE club_id = '{People.Id(1)}' ORDER BY 1"));
        Assert.Equal([$"{People.Id(1)}"], await sample.QueryAsync("SELECT parent_id FROM club WHERE name = 'Annexe'"));
        Assert.Contains($"2 true {People.Id(1)}", await run.CrosswalkAsync("club"));
        var after = await sample.StateAsync();

        var repeated = await sample.RunAsync();
        Assert.Equal((new RowFigures(4, 0, 3, 1, 0, 0), new RowFigures(3, 0, 3, 0, 0, 0)), (await repeated.FiguresAsync("club"), await repeated.FiguresAsync("member")));
        Assert.Equal(after, await sample.StateAsync());

        await sample.RollBackAsync(repeated);
        Assert.Empty((await sample.RollBackAsync(run)).Kept);
        Assert.Equal(before, await sample.StateAsync());

        var again = await sample.RunAsync();
        Assert.Equal(new RowFigures(4, 1, 2, 1, 0, 0), await again.FiguresAsync("club"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_that_is_taken_out_again_becomes_the_record_that_it_was_and_stays_so(bool isMarked)
    {
        await using var sample = await SampleAsync(isMarked ? Marks : null);
        var before = await sample.MappedAsync();
        await sample.DecideAsync("2", "1");
        var run = await sample.RunAsync();

        Assert.Equal($"{People.Id(1)}", await ledger.Duplicates.UnmergeAsync(run.Lease.Run, run.Plan.Table("club"), "2", "a person", "two clubs", Cancellation));
        await sample.RunAsync();

        Assert.Equal(before, await sample.MappedAsync());
        var repeated = await sample.RunAsync();
        Assert.Equal((new RowFigures(4, 0, 4, 0, 0, 0), new RowFigures(3, 0, 3, 0, 0, 0)), (await repeated.FiguresAsync("club"), await repeated.FiguresAsync("member")));
    }

    [Theory]
    [InlineData("UPDATE club SET siret = '99' WHERE name = 'La chorale'", "changed_in_target", 4, 3)]
    [InlineData("UPDATE club SET created_at = '2001-01-01' WHERE name = 'La chorale'", "changed_in_target", 4, 3)]
    [InlineData("INSERT INTO member (club_id, note) SELECT id, 'by hand' FROM club WHERE name = 'La chorale'", "referenced", 4, 4)]
    [InlineData("UPDATE member SET email = 'by hand' WHERE note = '2'", "referenced", 4, 3)]
    [InlineData("DELETE FROM member WHERE club_id IN (SELECT id FROM club WHERE name = 'Chorale') AND note <> '1'; UPDATE member SET sponsor_id = NULL, club_id = (SELECT id FROM club WHERE name = 'Fédération') WHERE note = '1'; DELETE FROM club WHERE name = 'Chorale'", "deleted_in_target", 3, 3)]
    public async Task What_the_application_has_a_part_in_holds_the_merge_back_and_nothing_is_lost(string change, string reason, int clubs, int members)
    {
        await using var sample = await SampleAsync();
        await sample.ExecuteAsync(change);
        var before = await sample.RecordsAsync();
        await sample.DecideAsync("2", "1");

        var run = await sample.RunAsync();

        Assert.Equal(before, await sample.RecordsAsync());
        Assert.Equal((clubs, members), (before.Count(record => record.StartsWith('c')), before.Count(record => record.StartsWith('m'))));
        Assert.True((await run.FiguresAsync("club")).IsBalanced && (await run.FiguresAsync("member")).IsBalanced);
        Assert.Equal([$"2|{reason}"], await sample.QueryAsync($"SELECT source_key, kept FROM reprise.record_merge WHERE run = '{run.Lease.Run}'"));
        Assert.Contains($"2 false {People.Id(2)}", await run.CrosswalkAsync("club"));
    }

    [Fact]
    public async Task A_merge_that_was_held_back_is_carried_out_once_nothing_speaks_against_it()
    {
        await using var sample = await SampleAsync();
        await sample.ExecuteAsync("INSERT INTO member (club_id, note) SELECT id, 'by hand' FROM club WHERE name = 'La chorale'");
        await sample.DecideAsync("2", "1");
        await sample.RunAsync();
        await sample.ExecuteAsync($"UPDATE member SET club_id = '{People.Id(1)}' WHERE note = 'by hand'");

        var run = await sample.RunAsync();

        Assert.Equal(new RowFigures(4, 1, 2, 1, 0, 0), await run.FiguresAsync("club"));
    }

    [Fact]
    public async Task The_record_that_was_published_first_stays_whichever_the_decision_names_first()
    {
        await using var sample = await SampleAsync();
        await sample.RunAsync([.. Clubs, People.Club(0, "Chorale nouvelle")], Members);
        await sample.DecideAsync("1", "0");

        var run = await sample.RunAsync([.. Clubs, People.Club(0, "Chorale nouvelle")], Members);

        Assert.Contains($"0 true {People.Id(1)}", await run.CrosswalkAsync("club"));
        Assert.DoesNotContain("0|Chorale nouvelle|-", await sample.ClubsAsync());
    }

    [Fact]
    public async Task Three_records_that_are_decided_in_pairs_become_the_first_of_them_and_one_that_is_decided_to_differ_stays_out()
    {
        await using var sample = await SampleAsync();
        await sample.DecideAsync("4", "3");
        await sample.DecideAsync("3", "2");
        await sample.DecideAsync("1", "4", isSame: false);
        await sample.DecideAsync("2", "1");

        var run = await sample.RunAsync();

        Assert.Equal(["1|Chorale|-", "2|La chorale|-"], await sample.ClubsAsync());
        Assert.Equal([$"1 false {People.Id(1)}", $"2 false {People.Id(2)}", $"3 true {People.Id(2)}", $"4 true {People.Id(2)}"], await run.CrosswalkAsync("club"));
        Assert.Equal(["contradicted"], await sample.QueryAsync($"SELECT kept FROM reprise.record_merge WHERE run = '{run.Lease.Run}' AND kept IS NOT NULL"));
    }

    [Fact]
    public async Task A_record_joins_one_of_the_application_which_stays_as_it_is()
    {
        await using var sample = await SampleAsync();
        await sample.ExecuteAsync($"INSERT INTO club (id, name) VALUES ('{People.Id(900)}', 'LA CHORALE')");
        await sample.DecideAsync("2", null, People.Id(900).ToString());

        await sample.RunAsync();

        Assert.Equal(["1|Chorale|-", "3|Fédération|-", "4|Annexe|-", "900|LA CHORALE|-"], await sample.ClubsAsync());
        Assert.Equal(["2", "3"], await sample.QueryAsync($"SELECT note FROM member WHERE club_id = '{People.Id(900)}' ORDER BY 1"));
    }

    [Fact]
    public async Task Rows_that_are_part_of_the_record_that_goes_come_along_and_those_of_other_entities_hold_it_back()
    {
        await using var sample = await SampleAsync(match: ["siret"], clubs: [People.Club(1, "Chorale"), People.Club(2, "La chorale", "22"), People.Club(3, "LA CHORALE", "22")], members: [People.Member(1, 3)]);
        var before = await sample.StateAsync();
        await sample.DecideAsync("2", "1");
        var run = await sample.RunAsync();

        Assert.Equal([$"1 false {People.Id(1)}", $"2 true {People.Id(1)}", $"3 true {People.Id(1)}"], await run.CrosswalkAsync("club"));
        Assert.Equal([$"{People.Id(1)}"], await sample.QueryAsync("SELECT club_id FROM member"));
        Assert.Empty((await sample.RollBackAsync(run)).Kept);
        Assert.Equal(before, await sample.StateAsync());

        await sample.RunOtherAsync(People.Club(7, "chorale d'ailleurs", "22"));
        var held = await sample.RunAsync();
        Assert.Equal(["merged_into"], await sample.QueryAsync($"SELECT kept FROM reprise.record_merge WHERE run = '{held.Lease.Run}'"));
        Assert.Contains("2|La chorale|-", await sample.ClubsAsync());
    }

    [Fact]
    public async Task A_value_of_a_unique_column_reaches_the_record_in_the_run_after()
    {
        var rule = new DuplicateRule { Kind = RecordKind.Organisation, Fields = [new(FieldRole.OrganisationName, "name")], Fill = ["siret"] };
        await using var sample = await SampleAsync(clubs: [People.Club(1, "Chorale"), People.Club(2, "Atelier", "22")], members: [], rule: rule);
        await sample.DecideAsync("2", "1");

        await sample.RunAsync();
        Assert.Equal(["Chorale|-"], await sample.QueryAsync("SELECT name, siret FROM club"));
        await sample.RunAsync();

        Assert.Equal(["Chorale|22"], await sample.QueryAsync("SELECT name, siret FROM club"));
    }

    private async Task<Sample> SampleAsync(SyncRule? sync = null, string[]? match = null, object?[][]? clubs = null, object?[][]? members = null, DuplicateRule? rule = null)
    {
        var application = await Application.CreateAsync(ledger, People.Ddl);
        var table = await People.ClubsAsync(application, match, MissingParent.Null) with { Sync = sync ?? new SyncRule(), Duplicates = rule };
        var sample = new Sample(application, table, await People.MembersAsync(application, missing: MissingParent.Null), clubs ?? Clubs, members ?? Members);
        await sample.RunAsync();
        return sample;
    }

    private sealed class Sample(Application application, RunTable table, RunTable memberTable, object?[][] clubs, object?[][] members) : IAsyncDisposable
    {
        private readonly string _entity = MappedRun.NewEntity();
        private MappedRun? _last;

        public Task<MappedRun> RunAsync() => RunAsync(clubs, members);

        public async Task<MappedRun> RunAsync(object?[][] clubRows, object?[][] memberRows)
        {
            var run = await MappedRun.StartAsync(application.Ledger, _entity, table, memberTable);
            await run.StageAsync("club", clubRows);
            await run.StageAsync("member", [.. memberRows.Select(row => (object?[])[.. row[..^1], row[0]])]);
            await run.ResolveAsync();
            await run.ResolveAsync();
            await run.PublishAsync();
            await run.EndAsync();
            return _last = run;
        }

        public async Task RunOtherAsync(params object?[][] clubRows)
        {
            var run = await MappedRun.StartAsync(application.Ledger, MappedRun.NewEntity(), table);
            await run.LoadAsync("club", clubRows);
            await run.EndAsync();
        }

        public Task DecideAsync(string key, string? other, string? record = null, bool isSame = true) => application.Ledger.Duplicates.DecideAsync(
            _last!.Lease.Run, new MatchDecision(table, key, other, record, isSame, "a person", "known to us"), Cancellation);

        public Task<RollbackResult> RollBackAsync(MappedRun run) => new RunRollback(application.Ledger.Database).RollBackAsync(new RollbackRequest(run.Lease.Run, null, false, "dba", "test"), Cancellation);

        public Task ExecuteAsync(string sql) => application.ExecuteAsync(sql);

        public Task<List<string>> QueryAsync(string sql) => application.QueryAsync(sql);

        public Task<List<string>> ClubsAsync() => QueryAsync("SELECT (SELECT n::text FROM generate_series(0, 1000) AS n WHERE club.id::text LIKE lpad(to_hex(n), 8, '0') || '-%'), name, CASE WHEN deleted_at IS NOT NULL THEN 'marked' END FROM club ORDER BY id");

        public Task<List<string>> RecordsAsync() => QueryAsync("SELECT 'c ' || c::text FROM club c UNION ALL SELECT 'm ' || m::text FROM member m ORDER BY 1");

        /// <summary>Without the moment at which a record was made.</summary>
        public Task<List<string>> MappedAsync() => QueryAsync("SELECT 'c ' || (to_jsonb(c) - 'created_at')::text FROM club c UNION ALL SELECT 'm ' || m::text FROM member m ORDER BY 1");

        public async Task<string> StateAsync() => string.Join('\n', [
            .. await RecordsAsync(),
            .. await QueryAsync($"SELECT x::text FROM reprise.crosswalk x WHERE target_table LIKE '{application.Schema}.%' ORDER BY 1"),
        ]);

        public ValueTask DisposeAsync() => application.DisposeAsync();
    }
}
