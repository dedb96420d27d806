using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.Core.Problems;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Points;

public abstract class ConsistentPointTests(SourceServer server) : PointTests(server)
{
    public sealed class OnMariaDb() : WithBinaryLog(SourceServer.MariaDb);

    public sealed class OnMySql() : WithBinaryLog(SourceServer.MySql);

    /// <summary>It keeps no binary log, as many a small server.</summary>
    public sealed class OnMariaDb11() : ConsistentPointTests(SourceServer.MariaDb11)
    {
        [Fact]
        public async Task Without_a_right_to_lock_and_without_positions_nothing_is_promised()
        {
            var tables = await CreateAsync();
            Assert.SkipUnless((await ListAsync("SELECT @@log_bin"))[0] == "0", "The server keeps a binary log.");

            await using var point = await Source.OpenPointAsync(await AccountAsync($"SELECT ON {Database}.*"), tables, Readers, Cancel);

            Assert.True(point.Point is { Method: "snapshot_per_connection", IsConsistent: false, Position: null });
            Assert.Equal(5050, await SumAsync(point, tables[0]));
        }
    }

    public abstract class WithBinaryLog(SourceServer server) : ConsistentPointTests(server)
    {
        [Fact]
        public async Task An_account_that_may_not_lock_matches_snapshots_by_their_position()
        {
            var tables = await CreateAsync();
            Assert.SkipUnless((await ListAsync("SELECT @@log_bin"))[0] == "1", "The server keeps no binary log.");
            var reader = await AccountAsync($"SELECT ON {Database}.*");

            await using var point = await Source.OpenPointAsync(reader, tables, Readers, Cancel);

            // The server is shared: its position may move at every try.
            Assert.True(point.Point is { Method: "matched_snapshot", IsConsistent: true, Position: not null } or { Method: "snapshot_per_connection", IsConsistent: false, Position: null });
            Assert.Equal(5050, await SumAsync(point, tables[0]));
        }

        [Fact]
        public async Task The_position_is_told_and_differs_after_a_write()
        {
            var tables = await CreateAsync();
            Assert.SkipUnless((await ListAsync("SELECT @@log_bin"))[0] == "1", "The server keeps no binary log.");

            string? before;
            await using (var point = await Source.OpenPointAsync(ConnectionString, tables, Readers, Cancel))
            {
                before = point.Point.Position;
            }

            await ExecuteAsync("INSERT INTO t1 VALUES (999)");
            await using var after = await Source.OpenPointAsync(ConnectionString, tables, Readers, Cancel);
            Assert.NotNull(before);
            Assert.NotEqual(before, after.Point.Position);
        }
    }

    [Fact]
    public async Task No_reader_sees_what_was_written_after_opening()
    {
        var tables = await CreateAsync();
        await using var point = await Source.OpenPointAsync(ConnectionString, tables, Readers, Cancel);
        await ExecuteAsync($"INSERT INTO t1 SELECT seq FROM {Sequence(200, first: 101)}", "DELETE FROM t2", "UPDATE t3 SET n = n + 1000");

        Assert.Equal("locked_snapshot", point.Point.Method);
        Assert.True(point.Point.IsConsistent);

        // More reads at once than readers: each reader is used.
        var sums = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => SumAsync(point, tables[i % 3])));
        Assert.All(sums, sum => Assert.Equal(5050, sum));
    }

    [Fact]
    public async Task Opening_leaves_no_lock_behind()
    {
        var tables = await CreateAsync();
        await using var point = await Source.OpenPointAsync(ConnectionString, tables, Readers, Cancel);

        await ExecuteAsync("SET SESSION lock_wait_timeout = 1", "INSERT INTO t1 VALUES (101)");
    }

    [Fact]
    public async Task All_readers_see_one_state_while_others_write()
    {
        await ExecuteAsync("CREATE TABLE a (id int PRIMARY KEY, n int) ENGINE=InnoDB", "CREATE TABLE b (id int PRIMARY KEY, n int) ENGINE=InnoDB", "INSERT INTO a VALUES (1, 0)", "INSERT INTO b VALUES (1, 0)");
        SourceTable[] tables = [await TableAsync("a"), await TableAsync("b")];
        using var stop = new CancellationTokenSource();
        var writing = WriteAsync(stop.Token);

        for (var i = 0; i < 10; i++)
        {
            await using var point = await Source.OpenPointAsync(ConnectionString, tables, 2, Cancel);
            var seen = await Task.WhenAll(SumAsync(point, tables[0]), SumAsync(point, tables[1]));
            Assert.Equal(seen[0], seen[1]);
        }

        await stop.CancelAsync();
        Assert.True(await writing > 0);

        // a and b are only ever equal.
        async Task<int> WriteAsync(CancellationToken token)
        {
            await using var connection = new MySqlConnection(ConnectionString);
            await connection.OpenAsync(CancellationToken.None);
            var writes = 0;
            for (; !token.IsCancellationRequested; writes++)
            {
                await using var command = new MySqlCommand("START TRANSACTION; UPDATE a SET n = n + 1; UPDATE b SET n = n + 1; COMMIT", connection);
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }

            return writes;
        }
    }

    [Fact]
    public async Task One_reader_is_one_state_without_any_right()
    {
        var tables = await CreateAsync();
        var reader = await AccountAsync($"SELECT ON {Database}.*");

        await using var point = await Source.OpenPointAsync(reader, tables, 1, Cancel);

        Assert.True(point.Point is { Method: "matched_snapshot", IsConsistent: true });
    }

    [Fact]
    public async Task Tables_that_no_transaction_protects_are_named()
    {
        await ExecuteAsync("CREATE TABLE i (n int) ENGINE=InnoDB", "CREATE TABLE m (n int) ENGINE=MyISAM");

        await using var point = await Source.OpenPointAsync(ConnectionString, [await TableAsync("i"), await TableAsync("m")], Readers, Cancel);

        Assert.Equal(["m"], point.Point.Unprotected);
    }

    [Fact]
    public async Task Hundreds_of_tables_can_be_locked_at_once()
    {
        await ExecuteAsync([.. Enumerable.Range(1, 300).Select(i => $"CREATE TABLE `table {i}` (n int) ENGINE=InnoDB")]);
        var tables = (await Source.ReadCatalogAsync(ConnectionString, Cancel)).Tables;

        await using var point = await Source.OpenPointAsync(ConnectionString, tables, Readers, Cancel);

        Assert.Equal(300, tables.Count);
        Assert.Equal("locked_snapshot", point.Point.Method);
    }

    [Fact]
    public async Task Writers_that_do_not_finish_make_opening_fail_in_passing()
    {
        var tables = await CreateAsync();
        await using var connection = new MySqlConnection(ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new MySqlCommand("START TRANSACTION; UPDATE t1 SET n = n + 1000", connection);
        await command.ExecuteNonQueryAsync(Cancel);

        var failure = await Assert.ThrowsAnyAsync<RepriseException>(() => Source.OpenPointAsync(ConnectionString, tables, Readers, Cancel));

        Assert.Equal(ErrorCodes.SourceFailed, failure.Code);
        Assert.True(failure.IsTransient);
        Assert.Contains("stayed locked", failure.Message, StringComparison.Ordinal);
    }
}
