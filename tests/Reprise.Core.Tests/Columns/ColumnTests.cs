using System.Text;
using CsCheck;
using Reprise.Core.Columns;

namespace Reprise.Core.Tests.Columns;

public sealed class ColumnTests
{
    [Fact]
    public void A_column_gives_back_what_was_appended_over_any_number_of_rows_and_resets()
    {
        var words = new FixedColumn("a", new ColumnType(ValueKind.Int64));
        var bytes = new VariableColumn("b", new ColumnType(ValueKind.Text));

        Gen.Select(Gen.Long.Nullable(), Gen.String.Null(0.2)).Array[0, 3_000].Sample(
            rows =>
            {
                words.Reset();
                bytes.Reset();
                foreach (var (word, text) in rows)
                {
                    Append(words, word);
                    Append(bytes, text);
                }

                Assert.Equal(rows.Length, words.Count);
                Assert.Equal(rows.Count(row => row.Item1 is null), words.NullCount);
                Assert.Equal(rows.Select(row => row.Item1), Enumerable.Range(0, rows.Length).Select(row => words.IsNull(row) ? (long?)null : words.Values[row]));
                Assert.Equal(rows.Select(row => Utf8(row.Item2)), Enumerable.Range(0, rows.Length).Select(row => bytes.IsNull(row) ? null : bytes[row].ToArray()));
                Assert.Equal(rows.Sum(row => Utf8(row.Item2)?.Length ?? 0), bytes.Bytes.Length);
                Assert.Equal(rows.Length, bytes.Ends.Length);
            },
            iter: 30,
            threads: 1);
    }

    [Fact]
    public void A_reserved_value_counts_only_as_far_as_it_is_committed()
    {
        var column = new VariableColumn("a", new ColumnType(ValueKind.Binary));

        column.Reserve(100_000)[0] = 7;
        column.Commit(1);
        column.Append([8, 9]);

        Assert.Equal([7, 8, 9], column.Bytes.ToArray());
        Assert.Equal([1, 3], column.Ends.ToArray());
    }

    [Fact]
    public void A_batch_comes_back_empty_from_its_pool()
    {
        var pool = new ColumnBatchPool([new BatchColumn("a", new ColumnType(ValueKind.Int32))]);
        var first = pool.Rent();
        first.Columns[0].AppendNull();
        first.AddUnfit(new UnfitValue(0, 0, UnfitReason.ZeroDate, default));

        first.Dispose();
        using var second = pool.Rent();

        Assert.Same(first, second);
        Assert.Equal((0, 0, 0), (second.RowCount, second.Unfit.Count, second.Columns[0].NullCount));
    }

    [Fact]
    public void Unfit_values_count_among_the_bytes_of_a_batch_until_it_is_reset()
    {
        var batch = new ColumnBatch([new FixedColumn("a", new ColumnType(ValueKind.Date)), new VariableColumn("b", new ColumnType(ValueKind.Text))]);
        batch.Columns[0].AppendNull();
        batch.Columns[1].AppendNull();
        var before = batch.ByteCount;

        batch.AddUnfit(new UnfitValue(0, 0, UnfitReason.ZeroDate, "0000-00-00"u8.ToArray()));
        batch.AddUnfit(new UnfitValue(0, 1, UnfitReason.InvalidText, new byte[5_000]));

        Assert.Equal(before + 5_010, batch.ByteCount);
        batch.Reset();
        Assert.Equal(0, batch.ByteCount);
    }

    private static void Append(FixedColumn column, long? value)
    {
        if (value is { } word)
        {
            column.Append(word);
        }
        else
        {
            column.AppendNull();
        }
    }

    private static void Append(VariableColumn column, string? value)
    {
        if (value is not null)
        {
            column.Append(Encoding.UTF8.GetBytes(value));
        }
        else
        {
            column.AppendNull();
        }
    }

    private static byte[]? Utf8(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);
}
