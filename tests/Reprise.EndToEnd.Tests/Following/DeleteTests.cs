namespace Reprise.EndToEnd.Tests.Following;

/// <summary>What becomes of records whose rows are gone from the source, by each policy, and back.</summary>
public sealed class DeleteTests
{
    private const string Tms = "{ watermark: tms, deletes: delete }";

    [Theory]
    [InlineData("{}", "member report - 3")]
    [InlineData("{ deletes: ignore }", "")]
    public async Task Records_of_deleted_rows_stay_unless_the_policy_says_otherwise(string policy, string gone)
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, policy, rows: 20);
        await sample.RunAsync();
        await sample.Source.ExecuteAsync("DELETE FROM member WHERE id IN (3, 4, 20)");
        var before = await sample.StateAsync();

        var run = await sample.RunAsync();
        var repeated = await sample.RunAsync();

        Assert.Equal(gone, string.Join(',', run.Gone));
        Assert.Equal(gone, string.Join(',', repeated.Gone));
        Assert.Equal((0, 0), (repeated.Figure("member", "published"), repeated.Read("member")));
        Assert.Equal(before, await sample.StateAsync());
        (await sample.Sample.Folder.Reprise.RunAsync("verify", "sample")).Expect(0);
    }

    [Theory]
    [InlineData("{ deletes: delete }", "member delete - 3", "-", 17)]
    [InlineData("{ deletes: soft_delete, soft_delete: { column: is_active, value: false } }", "member soft_delete - 3", "false", 20)]
    public async Task Records_of_deleted_rows_follow_the_policy_and_a_rollback_brings_them_back(string policy, string gone, string active, int records)
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, policy, rows: 20);
        await sample.RunAsync();
        await sample.Source.ExecuteAsync("DELETE FROM member WHERE id IN (3, 4, 20)");
        var before = await sample.StateAsync();

        var run = await sample.RunAsync();

        var state = await sample.StateAsync();
        Assert.Equal(gone, string.Join(',', run.Gone));
        Assert.Equal([$"{records}"], await sample.TargetAsync("SELECT count(*) FROM member"));
        Assert.Equal(active == "-" ? [] : [active], (await sample.TargetAsync("SELECT is_active::text FROM member WHERE name IN ('member 3', 'member 20') GROUP BY 1")));
        (await sample.Sample.Folder.Reprise.RunAsync("verify", "sample")).Expect(0);
        var repeated = await sample.RunAsync();
        Assert.Equal((0, 0), (repeated.Figure("member", "published"), repeated.Read("member")));
        Assert.Empty(repeated.Gone);
        Assert.Equal(state, await sample.StateAsync());

        await sample.RollBackAsync(repeated);
        await sample.RollBackAsync(run);

        Assert.Equal(before, await sample.StateAsync());
        var after = await sample.RunAsync();
        Assert.Equal("full rolled_back", after.Method("member"));
        Assert.Equal(gone, string.Join(',', after.Gone));
        Assert.Equal([$"{records}"], await sample.TargetAsync("SELECT count(*) FROM member"));
    }

    [Fact]
    public async Task A_row_that_comes_back_takes_the_mark_off_its_record()
    {
        await using var sample = await FollowedSample.CreateAsync("{ watermark: tms, deletes: soft_delete, soft_delete: { column: deleted_at } }", "{ deletes: delete }", rows: 20);
        await sample.RunAsync();
        await sample.Source.ExecuteAsync("UPDATE member SET club = 1 WHERE club IN (7, 8)");
        await sample.Source.ExecuteAsync("DELETE FROM club WHERE id IN (7, 8)");
        await sample.RunAsync();
        Assert.Equal(["club 7", "club 8"], await sample.TargetAsync("SELECT name FROM club WHERE deleted_at IS NOT NULL"));
        var marked = await sample.StateAsync();

        // As from a backup: its watermark is an old one.
        await sample.Source.ExecuteAsync("INSERT INTO club VALUES (7, 'club 7', 'Nice', '2000-01-01'), (8, 'club 8', 'Lyon', '2000-01-01')");
        var run = await sample.RunAsync();

        Assert.Equal(2, (int)run.Sync("club")["late"]!);
        Assert.Equal(["0"], await sample.TargetAsync("SELECT count(*) FROM club WHERE deleted_at IS NOT NULL"));
        Assert.Equal(["Lyon"], await sample.TargetAsync("SELECT city FROM club WHERE name = 'club 8'"));
        Assert.Equal(["0"], await sample.TargetAsync("SELECT count(*) FROM reprise.crosswalk WHERE gone_run IS NOT NULL"));
        await sample.AssertFollowedAsync();
        await sample.RollBackAsync(run);
        Assert.Equal(marked, await sample.StateAsync());
    }

    [Fact]
    public async Task Records_that_others_have_a_part_in_stay_and_are_listed_until_they_need_not()
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, "{ deletes: delete }", rows: 20, more: "where: { column: active, in: [1] }");
        await sample.RunAsync();
        await sample.Sample.Target.ExecuteAsync("UPDATE member SET note = 'by hand' WHERE name = 'member 3'; INSERT INTO badge SELECT id FROM member WHERE name = 'member 4'");
        await sample.Source.ExecuteAsync("DELETE FROM member WHERE id IN (3, 4, 5)");
        await sample.Source.ExecuteAsync("UPDATE member SET active = 0 WHERE id = 6");
        await sample.Source.ExecuteAsync("DELETE FROM club WHERE id IN (3, 5, 6)");

        var run = await sample.RunAsync();

        // Club 3 is referred to by a record that stays, and the row of member 6 that named club 6 is left out by now.
        Assert.Equal(
            ["club delete - 2", "club delete referenced 1", "member delete - 2", "member delete changed_in_target 1", "member delete referenced 1"],
            run.Gone);
        Assert.Equal(["member 3", "member 4"], await sample.TargetAsync("SELECT name FROM member WHERE name IN ('member 3', 'member 4', 'member 5', 'member 6')"));
        (await sample.Sample.Folder.Reprise.RunAsync("verify", "sample")).Expect(0);
        await sample.Sample.Target.ExecuteAsync("DELETE FROM badge; UPDATE member SET note = NULL WHERE name = 'member 3'");

        var next = await sample.RunAsync();

        Assert.Equal(["club delete - 1", "member delete - 2"], next.Gone);
        Assert.Equal(["0|0"], await sample.TargetAsync("SELECT (SELECT count(*) FROM member WHERE name IN ('member 3', 'member 4')), (SELECT count(*) FROM club WHERE name = 'club 3')"));
        Assert.Empty((await sample.RunAsync()).Gone);
        await sample.AssertFollowedAsync();
    }

    [Fact]
    public async Task Verification_finds_rows_that_went_since_the_last_run()
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, "{ deletes: delete }", rows: 20);
        await sample.RunAsync("full");
        await sample.Source.ExecuteAsync("DELETE FROM member WHERE id = 9");

        var found = (await sample.Sample.Folder.Reprise.RunAsync("verify", "sample", "--json")).Expect(1).Json;

        var member = found["tables"]!.AsArray().Single(table => (string)table!["table"]! == "member")!;
        Assert.Equal((1, "9"), ((int)member["unexpected"]!, (string)member["samples"]![0]!["key"]!));
        Assert.Equal(1, (int)found["differences"]!);
    }

    [Fact]
    public async Task A_full_run_finds_deleted_rows_too_and_a_rehearsal_only_says_so()
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, "{ deletes: delete }", rows: 20);
        await sample.RunAsync("full");
        await sample.Source.ExecuteAsync("DELETE FROM member WHERE id = 9");

        var rehearsal = await sample.RunAsync("rehearsal");
        Assert.Equal(("full rehearsal", "member delete - 1"), (rehearsal.Method("member"), Assert.Single(rehearsal.Gone)));
        Assert.Equal(["20"], await sample.TargetAsync("SELECT count(*) FROM member"));
        var full = await sample.RunAsync("full");

        Assert.Equal(("full mode", "member delete - 1"), (full.Method("member"), Assert.Single(full.Gone)));
        Assert.Equal("hash allowed", (await sample.RunAsync()).Method("member"));
        await sample.AssertFollowedAsync();
    }

    [Fact]
    public async Task More_deletes_than_the_entity_allows_stop_the_run_until_somebody_waives_the_gate()
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, "{ deletes: delete }", rows: 20);
        await sample.RunAsync();
        await sample.Source.ExecuteAsync("DELETE FROM member WHERE id > 9");

        var stopped = await sample.RunAsync(exit: 3);

        Assert.Equal(["20"], await sample.TargetAsync("SELECT count(*) FROM member"));
        var shown = (await sample.Sample.Folder.Reprise.RunAsync("gates", stopped.Id)).Expect(0).Output;
        Assert.Contains("deleted_percent", shown, StringComparison.Ordinal);
        (await sample.Sample.Folder.Reprise.RunAsync("approve", stopped.Id, "--by", "dba", "--waive", "deleted_percent", "--reason", "archived years")).Expect(0);
        Assert.Equal(["9"], await sample.TargetAsync("SELECT count(*) FROM member"));
    }
}
