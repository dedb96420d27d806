using System.Text;
using CsCheck;
using Reprise.Core.Columns;
using Reprise.Core.Ports;

namespace Reprise.Snapshots.Tests;

public sealed class RoundTripTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    [Fact]
    public async Task Every_kind_of_value_comes_back_as_it_was_written_with_nulls_row_groups_and_unfit_values()
    {
        // Asked for outside the property, which would take a skip for a counterexample.
        Assert.NotNull(fixture.Store);
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var number = 0;
        await RowGroup.Any.Array[0, 4].SampleAsync(
            async groups =>
            {
                var pool = new ColumnBatchPool(Samples.EveryKind);
                var name = new PartName(run, "every kind", 1, Interlocked.Increment(ref number), Epoch: 1);
                var part = await fixture.WriteAsync(key, name, pool, [.. groups.Select(group => Batch(pool, group))]);

                var read = await fixture.ReadAsync(key, part, pool);

                var written = groups.Where(group => group.Rows > 0).ToArray();
                Assert.Equal(written.Length, read.Count);
                Assert.Equal(written.Sum(group => (long)group.Rows), part.Rows);
                for (var index = 0; index < written.Length; index++)
                {
                    AssertEqual(written[index], read[index]);
                }
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public async Task A_part_without_rows_is_a_part()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var pool = new ColumnBatchPool(Samples.EveryKind);

        var part = await fixture.WriteAsync(key, new PartName(run, "empty", 1, 1, Epoch: 1), pool);

        Assert.Equal(0, part.Rows);
        Assert.Empty(await fixture.ReadAsync(key, part, pool));
    }

    [Fact]
    public async Task A_value_of_64_MiB_comes_back_whole()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var pool = new ColumnBatchPool([new BatchColumn("piece", new ColumnType(ValueKind.Binary))]);
        var value = new byte[64 << 20];
        new Random(7).NextBytes(value);
        var batch = pool.Rent();
        ((VariableColumn)batch.Columns[0]).Append(value);
        var part = await fixture.WriteAsync(key, new PartName(run, "pieces", 1, 1, Epoch: 1), pool, batch);
        batch.Dispose();

        var read = Assert.Single(await fixture.ReadAsync(key, part, pool));

        Assert.True(((VariableColumn)read.Columns[0])[0].SequenceEqual(value));
    }

    [Fact]
    public async Task A_part_tells_its_size_while_it_is_written()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var pool = new ColumnBatchPool([new BatchColumn("piece", new ColumnType(ValueKind.Binary))]);
        var value = new byte[1 << 20];
        new Random(7).NextBytes(value);
        await using var writer = fixture.Store.CreatePart(key, new PartName(run, "pieces", 1, 1, Epoch: 1), pool.Shape);
        using var batch = pool.Rent();
        ((VariableColumn)batch.Columns[0]).Append(value);

        await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
        await writer.WriteAsync(batch, TestContext.Current.CancellationToken);

        Assert.InRange(writer.Bytes, 2 << 20, (2 << 20) + 4096);
        var part = await writer.CompleteAsync(TestContext.Current.CancellationToken);
        Assert.InRange(part.Bytes, writer.Bytes, writer.Bytes + 4096);
    }

    [Theory]
    [InlineData("_reprise_unfit")]
    [InlineData("__REPRISE_UNFIT")]
    [InlineData("a.b.c")]
    [InlineData("L'\"été\" `x` 😀")]
    [InlineData(" ")]
    public async Task Any_name_of_a_source_column_can_be_kept(string name)
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var pool = new ColumnBatchPool([new BatchColumn(name, new ColumnType(ValueKind.Text)), new BatchColumn($"_{name}", new ColumnType(ValueKind.Int32))]);
        var batch = pool.Rent();
        ((VariableColumn)batch.Columns[0]).Append("é"u8);
        ((FixedColumn)batch.Columns[1]).AppendNull();
        batch.AddUnfit(new UnfitValue(0, 1, UnfitReason.OutOfRange, "99999999999"u8.ToArray()));
        var part = await fixture.WriteAsync(key, new PartName(run, name, 1, 1, Epoch: 1), pool, batch);
        batch.Dispose();

        var read = Assert.Single(await fixture.ReadAsync(key, part, pool));

        Assert.Equal("é", Encoding.UTF8.GetString(((VariableColumn)read.Columns[0])[0]));
        var unfit = Assert.Single(read.Unfit);
        Assert.Equal((0, 1, UnfitReason.OutOfRange, "99999999999"), (unfit.Row, unfit.Column, unfit.Reason, Encoding.UTF8.GetString(unfit.Original.Span)));
    }

    [Fact]
    public async Task Writing_a_part_again_replaces_it()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var pool = new ColumnBatchPool([new BatchColumn("id", new ColumnType(ValueKind.Int64))]);
        var name = new PartName(run, "membres", 1, 1, Epoch: 1);
        await fixture.WriteAsync(key, name, pool, Numbers(pool, 1, 2, 3));

        var second = await fixture.WriteAsync(key, name, pool, Numbers(pool, 4));

        var read = Assert.Single(await fixture.ReadAsync(key, second, pool));
        Assert.Equal([4L], ((FixedColumn)read.Columns[0]).Values.ToArray());
        Assert.Equal(1, await fixture.Store.CountAsync(run, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_node_that_lost_the_run_does_not_replace_what_its_successor_wrote()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var pool = new ColumnBatchPool([new BatchColumn("id", new ColumnType(ValueKind.Int64))]);
        var successors = await fixture.WriteAsync(key, new PartName(run, "membres", 1, 1, Epoch: 2), pool, Numbers(pool, 4));

        await fixture.WriteAsync(key, new PartName(run, "membres", 1, 1, Epoch: 1), pool, Numbers(pool, 1, 2, 3));

        var read = Assert.Single(await fixture.ReadAsync(key, successors, pool));
        Assert.Equal([4L], ((FixedColumn)read.Columns[0]).Values.ToArray());
    }

    [Fact]
    public async Task A_part_that_is_not_completed_leaves_nothing_in_the_store()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var pool = new ColumnBatchPool([new BatchColumn("id", new ColumnType(ValueKind.Int64))]);

        await using (var writer = fixture.Store.CreatePart(key, new PartName(run, "membres", 1, 1, Epoch: 1), pool.Shape))
        {
            using var batch = Numbers(pool, 1);
            await writer.WriteAsync(batch, TestContext.Current.CancellationToken);
            Assert.True(writer.Bytes > 0);
            Assert.Equal(1, writer.Rows);
        }

        Assert.Equal(0, await fixture.Store.CountAsync(run, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_word_that_is_no_value_of_its_column_is_refused_and_the_part_cannot_be_completed()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        var pool = new ColumnBatchPool([new BatchColumn("flag", new ColumnType(ValueKind.Boolean))]);
        await using var writer = fixture.Store.CreatePart(key, new PartName(run, "flags", 1, 1, Epoch: 1), pool.Shape);
        using var batch = Numbers(pool, 2);

        await Assert.ThrowsAsync<OverflowException>(() => writer.WriteAsync(batch, TestContext.Current.CancellationToken));

        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.CompleteAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_batch_with_other_columns_than_the_part_is_refused()
    {
        var run = StoreFixture.NewRun();
        using var key = fixture.NewKey(run);
        await using var writer = fixture.Store.CreatePart(key, new PartName(run, "membres", 1, 1, Epoch: 1), [new BatchColumn("id", new ColumnType(ValueKind.Int64))]);
        using var batch = Numbers(new ColumnBatchPool([new BatchColumn("id", new ColumnType(ValueKind.Int64)), new BatchColumn("nom", new ColumnType(ValueKind.Text))]), 1);
        ((VariableColumn)batch.Columns[1]).AppendNull();

        await Assert.ThrowsAsync<ArgumentException>(() => writer.WriteAsync(batch, TestContext.Current.CancellationToken));
    }

    private static ColumnBatch Numbers(ColumnBatchPool pool, params IEnumerable<long> values)
    {
        var batch = pool.Rent();
        foreach (var value in values)
        {
            ((FixedColumn)batch.Columns[0]).Append(value);
        }

        return batch;
    }

    private static ColumnBatch Batch(ColumnBatchPool pool, RowGroup group)
    {
        var batch = pool.Rent();
        for (var column = 0; column < group.Cells.Length; column++)
        {
            foreach (var cell in group.Cells[column])
            {
                Samples.Append(batch.Columns[column], cell);
            }
        }

        foreach (var value in group.Unfit)
        {
            batch.AddUnfit(value);
        }

        return batch;
    }

    private static void AssertEqual(RowGroup expected, ColumnBatch actual)
    {
        Assert.Equal(expected.Rows, actual.RowCount);
        for (var column = 0; column < expected.Cells.Length; column++)
        {
            for (var row = 0; row < expected.Rows; row++)
            {
                Assert.Equal(expected.Cells[column][row], Samples.Value(actual.Columns[column], row));
            }
        }

        Assert.Equal(expected.Unfit.Length, actual.Unfit.Count);
        Assert.All(expected.Unfit.Zip(actual.Unfit), pair =>
        {
            Assert.Equal((pair.First.Row, pair.First.Column, pair.First.Reason), (pair.Second.Row, pair.Second.Column, pair.Second.Reason));
            Assert.True(pair.First.Original.Span.SequenceEqual(pair.Second.Original.Span));
        });
    }
}
