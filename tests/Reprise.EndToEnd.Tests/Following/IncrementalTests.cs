using MySqlConnector;

namespace Reprise.EndToEnd.Tests.Following;

/// <summary>Incremental runs read what changed, miss nothing of it, and say why they know.</summary>
public sealed class IncrementalTests
{
    private const string Tms = "{ watermark: tms, deletes: delete }";
    private const string Keys = "{ deletes: delete }";

    [Fact]
    public async Task What_changed_is_read_with_and_without_a_watermark_and_nothing_else()
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, Keys);
        var first = await sample.RunAsync();
        Assert.Equal(("full first", 500, 500), (first.Method("club"), first.Read("club"), first.Read("member")));

        var nothing = await sample.RunAsync();

        // Of the watermark's overlap the rows of its last quarter of an hour come again; they are all of the first load.
        Assert.Equal(("watermark allowed", "hash allowed"), (nothing.Method("club"), nothing.Method("member")));
        Assert.Equal((500, 0), (nothing.Figure("club", "unchanged"), nothing.Read("member")));
        Assert.Equal((500, 10, 10), ((int)nothing.Sync("member")["sourceRows"]!, (int)nothing.Sync("member")["ranges"]!, (int)nothing.Sync("member")["equalRanges"]!));
        await sample.Source.ExecuteAsync("UPDATE club SET tms = tms - INTERVAL 1 DAY WHERE id <= 490");
        await sample.Source.ExecuteAsync("UPDATE member SET unread = 'x' WHERE id = 20");

        await sample.Source.ExecuteAsync("UPDATE club SET city = 'Lyon', tms = '2024-01-01 10:20:00' WHERE id = 7");
        await sample.Source.ExecuteAsync("INSERT INTO club VALUES (501, 'new', 'Lyon', '2024-01-01 10:21:00')");
        await sample.Source.ExecuteAsync("UPDATE member SET note = 'changed' WHERE id = 70");
        await sample.Source.ExecuteAsync("INSERT INTO member VALUES (501, 501, 'new', NULL, NULL, 1)");
        var changed = await sample.RunAsync();

        Assert.Equal((12, 2), (changed.Read("club"), changed.Figure("club", "published")));
        Assert.Equal((101, 2), (changed.Read("member"), changed.Figure("member", "published")));
        Assert.Equal(8, (int)changed.Sync("member")["equalRanges"]!);
        await sample.AssertFollowedAsync();
    }

    [Fact]
    public async Task Deletes_inserts_and_updates_of_random_rows_are_followed_run_after_run()
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, Keys, rows: 300);
        await sample.RunAsync("full");
        var random = new Random(20261130);
        for (var round = 0; round < 4; round++)
        {
            var (first, count) = (random.Next(1, 300), random.Next(5, 40));
            await sample.Source.ExecuteAsync($"DELETE FROM member WHERE id BETWEEN {first} AND {first + count}");
            await sample.Source.ExecuteAsync($"DELETE FROM club WHERE id BETWEEN {first} AND {first + (count / 2)} AND id NOT IN (SELECT club FROM member)");
            await sample.Source.ExecuteAsync($"UPDATE member SET note = 'round {round}' WHERE id % 37 = {random.Next(37)}");
            await sample.Source.ExecuteAsync($"UPDATE club SET city = 'round {round}', tms = '2024-02-0{round + 1} 00:00:00' WHERE id % 29 = {random.Next(29)}");
            await sample.Source.ExecuteAsync($"INSERT INTO club VALUES ({1000 + round}, 'club {1000 + round}', 'Nice', '2024-02-0{round + 1} 00:00:01')");
            await sample.Source.ExecuteAsync($"INSERT INTO member SELECT 1000 + {round * 100} + seq, {1000 + round}, CONCAT('m', seq), NULL, NULL, 1 FROM seq_1_to_{random.Next(1, 90)}");

            var run = await sample.RunAsync();

            Assert.Equal(("watermark allowed", "hash allowed"), (run.Method("club"), run.Method("member")));
            Assert.NotEmpty(run.Gone);
            await sample.AssertFollowedAsync();
        }

        var last = await sample.RunAsync();
        Assert.Equal((0, 0, 0), (last.Read("member"), last.Figure("club", "published"), last.Gone.Count()));
    }

    [Fact]
    public async Task Writes_that_are_committed_late_are_not_lost()
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, Keys);
        await using var late = new MySqlConnection(sample.Source.Connection);
        await late.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await late.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(late, transaction, "UPDATE club SET city = 'late', tms = '2024-01-01 10:04:00' WHERE id = 3");
        await ExecuteAsync(late, transaction, "INSERT INTO club VALUES (600, 'very late', 'Nice', '2023-01-01 00:00:00')");
        await sample.RunAsync();
        Assert.Empty(await sample.TargetAsync("SELECT id FROM club WHERE city = 'late'"));

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        var run = await sample.RunAsync();

        Assert.Equal(2, run.Figure("club", "published"));
        Assert.Equal(1, (int)run.Sync("club")["late"]!);
        await sample.AssertFollowedAsync();
    }

    [Fact]
    public async Task Clocks_that_disagree_and_a_date_in_the_future_hide_nothing()
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, Keys);
        await sample.Source.ExecuteAsync("UPDATE club SET tms = '2099-12-31 00:00:00' WHERE id = 1");
        await sample.RunAsync();

        // The source's clock went back three hours against ours: what counts is the source's.
        await sample.Source.ExecuteAsync("UPDATE club SET city = 'clock', tms = UTC_TIMESTAMP(6) WHERE id = 2");
        var run = await sample.RunAsync();
        await sample.Source.ExecuteAsync("UPDATE club SET city = 'none', tms = NULL WHERE id = 3");
        await sample.RunAsync();
        await sample.Source.ExecuteAsync("UPDATE club SET city = 'still none' WHERE id = 3");
        var last = await sample.RunAsync();

        Assert.Equal("watermark allowed", run.Method("club"));
        Assert.Equal(1, run.Figure("club", "published"));
        Assert.True(string.CompareOrdinal((string)run.Sync("club")["to"]!, "2099") < 0);
        Assert.Equal(1, last.Figure("club", "published"));
        await sample.AssertFollowedAsync();
    }

    [Fact]
    public async Task Keys_of_text_and_rows_that_wait_for_others_are_followed_too()
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, Keys, key: "varchar(20)");
        await sample.Source.ExecuteAsync("INSERT INTO member VALUES ('é#1', 900, 'waits', NULL, NULL, 1), ('É2', 1, 'leaves', NULL, NULL, 1)");
        await sample.Source.ExecuteAsync("UPDATE club SET name = 'bad' WHERE id = 5");
        var first = await sample.RunAsync();
        Assert.Equal(1, first.Figure("club", "quarantined"));

        await sample.Source.ExecuteAsync("INSERT INTO club VALUES (900, 'came', NULL, '2024-03-01')");
        await sample.Source.ExecuteAsync("DELETE FROM member WHERE id = 'É2'");
        await sample.Source.ExecuteAsync("UPDATE club SET name = 'good' WHERE id = 5");
        var run = await sample.RunAsync();

        // The club was repaired without a word in its watermark: rows held back are always read again, and so are those that refer to what was not there.
        Assert.Equal(("hash allowed", "watermark allowed"), (run.Method("member"), run.Method("club")));
        Assert.Equal(["member delete - 1"], run.Gone);
        Assert.Equal(0, run.Figure("club", "quarantined"));
        await sample.AssertFollowedAsync();
    }

    [Fact]
    public async Task A_source_that_changes_while_it_is_read_is_caught_up_with()
    {
        await using var sample = await FollowedSample.CreateAsync(Tms, Keys);
        await sample.RunAsync();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var writing = WriteAsync(sample, done.Token);

        var runs = new[] { await sample.RunAsync(), await sample.RunAsync() };
        await done.CancelAsync();
        var writes = await writing;
        await sample.RunAsync();

        Assert.True(writes > 10);
        Assert.Contains(runs, run => run.Figure("club", "published") + run.Figure("member", "published") > 0);
        await sample.AssertFollowedAsync();
    }

    /// <summary>An application at work: inserts, updates and deletes, one after the other.</summary>
    private static async Task<int> WriteAsync(FollowedSample sample, CancellationToken done)
    {
        var writes = 0;
        while (!done.IsCancellationRequested)
        {
            writes++;
            await sample.Source.ExecuteAsync($"INSERT INTO club VALUES ({10_000 + writes}, 'busy {writes}', NULL, UTC_TIMESTAMP(6))");
            await sample.Source.ExecuteAsync($"INSERT INTO member VALUES ({10_000 + writes}, {10_000 + writes}, 'busy {writes}', NULL, NULL, 1)");
            await sample.Source.ExecuteAsync($"UPDATE member SET note = 'write {writes}' WHERE id = {1 + (writes * 7 % 500)}");
            await sample.Source.ExecuteAsync($"DELETE FROM member WHERE id = {10_000 + writes - 5}");
            await sample.Source.ExecuteAsync($"UPDATE club SET city = 'write {writes}', tms = UTC_TIMESTAMP(6) WHERE id = {1 + (writes * 11 % 500)}");
        }

        return writes;
    }

    private static async Task ExecuteAsync(MySqlConnection connection, MySqlTransaction transaction, string sql)
    {
        await using var command = new MySqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
