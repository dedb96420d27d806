using Reprise.Core.Columns;
using Reprise.Core.Runs;
using Reprise.MySql.Tests.Servers;
using Reprise.Testing.Servers;

namespace Reprise.MySql.Tests.Reading;

public abstract class BatchBoundTests(SourceServer server) : SourceDatabase(server)
{
    public sealed class OnMariaDb() : BatchBoundTests(SourceServer.MariaDb);

    public sealed class OnMariaDb11() : BatchBoundTests(SourceServer.MariaDb11);

    public sealed class OnMySql() : BatchBoundTests(SourceServer.MySql);

    private const int Mebi = 1 << 20;

    private static readonly ChunkRange Whole = new(1, null, null);

    [Fact]
    public async Task A_batch_ends_at_its_rows()
    {
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY)", $"INSERT INTO t SELECT seq FROM {Sequence(1000)}");

        Assert.Equal([300, 300, 300, 100], await CountsAsync("id", ValueKind.Int32, new BatchLimits(300, Mebi)));
    }

    [Fact]
    public async Task A_batch_ends_before_the_row_that_would_exceed_its_bytes_and_a_larger_row_is_alone()
    {
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v longtext)", $"INSERT INTO t SELECT seq, REPEAT('x', IF(seq = 5, 5000, 400)) FROM {Sequence(8)}");

        Assert.Equal([2, 2, 1, 2, 1], await CountsAsync("v", ValueKind.Text, new BatchLimits(100, 1000)));
    }

    [Fact]
    public async Task A_value_of_64_MiB_arrives_whole()
    {
        Assert.SkipUnless(long.Parse((await ListAsync("SELECT @@max_allowed_packet"))[0], System.Globalization.CultureInfo.InvariantCulture) > 64 * Mebi, "The server's max_allowed_packet cannot make such a value.");
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v longblob)", $"INSERT INTO t VALUES (1, 'a'), (2, CONCAT(REPEAT('b', {(64 * Mebi) - 1}), 'c')), (3, 'd')");
        var table = await TableAsync("t");

        var seen = await SelectAsync(Read(table, new BatchColumn("v", new ColumnType(ValueKind.Binary))), static batch => Lengths(batch));

        Assert.Equal([(1, 'a'), (64 * Mebi, 'c'), (1, 'd')], seen);
    }

    [Fact]
    public async Task Batches_are_reused_and_hold_only_their_own_rows()
    {
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v varchar(20))", $"INSERT INTO t SELECT seq, IF(seq % 3 = 0, NULL, CONCAT('v', seq)) FROM {Sequence(5000)}");
        var table = await TableAsync("t");
        var read = Read(table, new BatchColumn("id", new ColumnType(ValueKind.Int32)), new BatchColumn("v", new ColumnType(ValueKind.Text)));
        await using var point = await OpenAsync(table);
        var batches = new HashSet<ColumnBatch>(ReferenceEqualityComparer.Instance);

        var rows = await ReadAsync(
            point,
            read,
            Whole,
            batch =>
            {
                batches.Add(batch);
                return Show.Rows(batch).ToList().AsEnumerable();
            },
            new BatchLimits(100, Mebi));

        Assert.Equal(Enumerable.Range(1, 5000).Select(id => id % 3 == 0 ? $"{id}|null" : $"{id}|v{id}"), rows);
        Assert.InRange(batches.Count, 1, 4);
    }

    [Fact]
    public async Task Leaving_early_frees_the_reader_and_keeps_its_transaction()
    {
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v varchar(200)) ENGINE=InnoDB", $"INSERT INTO t SELECT seq, REPEAT('x', 200) FROM {Sequence(200000)}");
        var table = await TableAsync("t");
        var read = Read(table, new BatchColumn("id", new ColumnType(ValueKind.Int32)), new BatchColumn("v", new ColumnType(ValueKind.Text)));
        await using var point = await OpenAsync(table);
        await ExecuteAsync("DELETE FROM t WHERE id > 10");

        await foreach (var batch in point.ReadAsync(read, Whole, new BatchLimits(10, Mebi), Cancel))
        {
            batch.Dispose();
            break;
        }

        Assert.Equal(200_000, (await ReadAsync(point, read, Whole, static batch => new[] { batch.RowCount })).Sum());
        Assert.False(point.IsBroken);
    }

    [Fact]
    public async Task Cancelling_a_read_is_reported_as_cancellation_and_keeps_the_point()
    {
        await ExecuteAsync("CREATE TABLE t (id int PRIMARY KEY, v varchar(200)) ENGINE=InnoDB", $"INSERT INTO t SELECT seq, REPEAT('x', 200) FROM {Sequence(100000)}");
        var table = await TableAsync("t");
        var read = Read(table, new BatchColumn("v", new ColumnType(ValueKind.Text)));
        await using var point = await OpenAsync(table);
        using var cancelling = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var batch in point.ReadAsync(read, Whole, new BatchLimits(10, Mebi), cancelling.Token))
            {
                batch.Dispose();
                await cancelling.CancelAsync();
            }
        });

        Assert.Equal(100_000, (await ReadAsync(point, read, Whole, static batch => new[] { batch.RowCount })).Sum());
    }

    private static List<(int Length, char Last)> Lengths(ColumnBatch batch)
    {
        var column = (VariableColumn)batch.Columns[0];
        return [.. Enumerable.Range(0, batch.RowCount).Select(row => (column[row].Length, (char)column[row][^1]))];
    }

    private async Task<List<int>> CountsAsync(string column, ValueKind kind, BatchLimits limits)
    {
        var table = await TableAsync("t");
        await using var point = await OpenAsync(table);
        return await ReadAsync(point, Read(table, new BatchColumn(column, new ColumnType(kind))), Whole, static batch => new[] { batch.RowCount }, limits);
    }
}
