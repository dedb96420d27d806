using CsCheck;
using Reprise.MySql.Chunks;

namespace Reprise.MySql.Tests.Chunks;

public sealed class IntegerRangesTests
{
    private static readonly Int128[] Extremes = [long.MinValue, long.MaxValue, ulong.MaxValue, 0, -1];

    private static readonly Gen<Int128> AnyKey = Gen.OneOf(
        Gen.Long.Select(value => (Int128)value),
        Gen.ULong.Select(value => (Int128)value),
        Gen.Int[0, Extremes.Length - 1].Select(i => Extremes[i]));

    [Fact]
    public void Bounds_ascend_within_the_keys_and_are_at_most_twice_what_the_estimate_asks_for() =>
        Gen.Select(AnyKey, AnyKey, Gen.Long[0, 50_000_000], Gen.Int[1, 1_000_000]).Sample((one, other, estimate, rows) =>
        {
            var (min, max) = (Int128.Min(one, other), Int128.Max(one, other));

            // Fewer than a million bounds, so that the sample stays quick.
            if (IntegerRanges.Bounds(min, max, estimate, Math.Max(rows, (int)(estimate / 100_000) + 1)) is not { } bounds)
            {
                return true;
            }

            return bounds.All(bound => bound > min && bound <= max)
                && bounds.Zip(bounds.Skip(1)).All(pair => pair.First < pair.Second)
                && bounds.Count <= (2 * estimate / rows) + 1;
        });

    [Theory]
    [InlineData(1, 1000, 1000, 100, 9)]
    [InlineData(1, 4000, 1000, 100, 9)]
    [InlineData(1, 100, 0, 100, 0)]
    [InlineData(5, 5, 1, 1, 0)]
    public void A_dense_key_is_cut_evenly(long min, long max, long estimate, int rows, int bounds) =>
        Assert.Equal(bounds, IntegerRanges.Bounds(min, max, estimate, rows)!.Count);

    [Theory]
    [InlineData(1, 9000, 1000, 100)]
    [InlineData(1, long.MaxValue, 1_000_000, 1000)]
    [InlineData(1, 1000, 0, 100)]
    public void A_sparse_key_or_a_lost_estimate_is_left_to_sampling(long min, long max, long estimate, int rows) =>
        Assert.Null(IntegerRanges.Bounds(min, max, estimate, rows));

    [Fact]
    public void Ranges_are_open_at_both_ends_and_meet_in_between()
    {
        var ranges = IntegerRanges.Between(IntegerRanges.Print([10, 20]));

        Assert.Equal([1, 2, 3], ranges.Select(range => range.Number));
        Assert.Equal([null, "10", "20"], ranges.Select(range => range.From?[0]));
        Assert.Equal(["10", "20", null], ranges.Select(range => range.To?[0]));
    }
}
