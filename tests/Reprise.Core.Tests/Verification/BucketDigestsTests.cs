using System.Globalization;
using System.Text;
using Reprise.Core.Verification;
using Reprise.Core.Verification.Comparison;

namespace Reprise.Core.Tests.Verification;

/// <summary>Digests of a table's content.</summary>
public sealed class BucketDigestsTests
{
    [Theory]
    [InlineData(-1, 1_024)]
    [InlineData(0, 1_024)]
    [InlineData(262_144, 1_024)]
    [InlineData(1_000_000, 4_096)]
    [InlineData(20_000_000, 65_536)]
    [InlineData(long.MaxValue, 65_536)]
    public void There_are_as_many_buckets_as_the_table_is_large(long rows, int buckets) => Assert.Equal(buckets, BucketDigests.CountFor(rows));

    [Fact]
    public void The_same_rows_in_another_order_do_not_differ_and_one_cell_differs_in_its_bucket()
    {
        BucketDigests one = new(1_024), same = new(1_024), other = new(1_024);
        for (var i = 0; i < 5_000; i++)
        {
            one.Add(Row(i, "x"), [0]);
            same.Add(Row(4_999 - i, "x"), [0]);
            other.Add(Row(i, i == 17 ? "y" : "x"), [0]);
        }

        Assert.Empty(one.DifferingFrom(same, long.MaxValue));
        Assert.Equal([BucketDigests.BucketOf(Row(17, "x"), [0], 1_024)], one.DifferingFrom(other, long.MaxValue));
        Assert.Equal(5_000, other.Rows);
    }

    private static CellRow Row(int key, string value)
    {
        var row = new CellRow();
        row.Append(Encoding.ASCII.GetBytes(key.ToString(CultureInfo.InvariantCulture)));
        row.Append(Encoding.ASCII.GetBytes(value));
        return row;
    }
}
