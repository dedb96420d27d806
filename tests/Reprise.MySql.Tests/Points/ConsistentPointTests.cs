using System.Globalization;
using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.MySql.Tests.Servers;

namespace Reprise.MySql.Tests.Points;

public sealed class ConsistentPointTests : SourceDatabase
{
    private const int Readers = 4;

    private static readonly ChunkRange Whole = new(1, null, null);

    [Fact]
    public async Task No_reader_sees_what_was_written_after_opening()
    {
        var tables = await CreateAsync();
        await using var point = await Source.OpenPointAsync(ConnectionString, tables, Readers, Cancel);
        await ExecuteAsync("INSERT INTO t1 SELECT seq FROM seq_101_to_200", "DELETE FROM t2", "UPDATE t3 SET n = n + 1000");

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
    public async Task One_reader_is_one_state_without_any_right()
    {
        var tables = await CreateAsync();
        var reader = await AccountAsync($"SELECT ON {Database}.*");

        await using var point = await Source.OpenPointAsync(reader, tables, 1, Cancel);

        Assert.True(point.Point is { Method: "matched_snapshot", IsConsistent: true });
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

    [Fact]
    public async Task A_lost_connection_among_several_is_dropped_and_the_point_goes_on()
    {
        var tables = await CreateAsync();
        await using var point = await Source.OpenPointAsync(ConnectionString, tables, 2, Cancel);
        await ExecuteAsync("DELETE FROM t1");
        var ids = await ReadersAsync();
        Assert.Equal(2, ids.Count);

        await ServerAsync($"KILL {ids[0]}");

        Assert.Equal(5050, await SumAsync(point, tables[0]));
        Assert.Equal(5050, await SumAsync(point, tables[0]));
        Assert.False(point.IsBroken);
    }

    [Fact]
    public async Task A_point_without_connections_is_lost_and_says_so()
    {
        var tables = await CreateAsync();
        await using var point = await Source.OpenPointAsync(ConnectionString, tables, 2, Cancel);
        foreach (var id in await ReadersAsync())
        {
            await ServerAsync($"KILL {id}");
        }

        var failure = await Assert.ThrowsAnyAsync<RepriseException>(() => SumAsync(point, tables[0]));

        Assert.Equal(ErrorCodes.SourcePointLost, failure.Code);
        Assert.True(failure.IsTransient);
        Assert.True(point.IsBroken);
        Assert.Equal(ErrorCodes.SourcePointLost, (await Assert.ThrowsAnyAsync<RepriseException>(() => point.PlanChunksAsync(KeyOf(tables[0]), 10, Cancel))).Code);
    }

    [Fact]
    public async Task A_connection_lost_in_the_middle_of_a_read_loses_a_point_of_one_reader()
    {
        await ExecuteAsync("CREATE TABLE big (n int PRIMARY KEY, v varchar(1000))", "INSERT INTO big SELECT seq, REPEAT('x', 1000) FROM seq_1_to_50000");
        var table = await TableAsync("big");
        await using var point = await Source.OpenPointAsync(ConnectionString, [table], 1, Cancel);
        var read = Read(table, new BatchColumn("v", new ColumnType(ValueKind.Text)));

        var failure = await Assert.ThrowsAnyAsync<RepriseException>(async () =>
        {
            var isKilled = false;
            await foreach (var batch in point.ReadAsync(read, Whole, new BatchLimits(100, 1 << 20), Cancel))
            {
                batch.Dispose();
                if (!isKilled)
                {
                    isKilled = true;
                    await ServerAsync($"KILL {(await ReadersAsync()).Single()}");
                }
            }
        });

        Assert.Equal(ErrorCodes.SourcePointLost, failure.Code);
        Assert.True(failure.IsTransient);
        Assert.True(point.IsBroken);
    }

    [Fact]
    public async Task A_table_altered_after_opening_loses_the_point()
    {
        var tables = await CreateAsync();
        await using var point = await Source.OpenPointAsync(ConnectionString, tables, Readers, Cancel);
        await ExecuteAsync("ALTER TABLE t1 ADD COLUMN later int, ALGORITHM=COPY");

        var failure = await Assert.ThrowsAnyAsync<RepriseException>(() => SumAsync(point, tables[0]));

        Assert.Equal(ErrorCodes.SourcePointLost, failure.Code);
        Assert.True(point.IsBroken);
    }

    private static SourceRead KeyOf(SourceTable table) => Read(table, new BatchColumn("n", new ColumnType(ValueKind.Int32)));

    private static async Task<long> SumAsync(IConsistentPoint point, SourceTable table) =>
        (await ReadAsync(point, KeyOf(table), Whole, batch => Show.Column(batch, 0))).Sum(value => long.Parse(value!, CultureInfo.InvariantCulture));

    private async Task<SourceTable[]> CreateAsync()
    {
        for (var i = 1; i <= 3; i++)
        {
            await ExecuteAsync($"CREATE TABLE t{i} (n int PRIMARY KEY) ENGINE=InnoDB", $"INSERT INTO t{i} SELECT seq FROM seq_1_to_100");
        }

        return [await TableAsync("t1"), await TableAsync("t2"), await TableAsync("t3")];
    }

    /// <summary>Connections of the point: those of the database but the one that asks.</summary>
    private async Task<List<string>> ReadersAsync()
    {
        await using var connection = new MySqlConnection(Testing.Servers.TestServers.MariaDb);
        await connection.OpenAsync(Cancel);
        await using var command = new MySqlCommand($"SELECT ID FROM information_schema.PROCESSLIST WHERE DB = '{Database}'", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var ids = new List<string>();
        while (await reader.ReadAsync(Cancel))
        {
            ids.Add(reader.GetInt64(0).ToString(CultureInfo.InvariantCulture));
        }

        return ids;
    }
}
