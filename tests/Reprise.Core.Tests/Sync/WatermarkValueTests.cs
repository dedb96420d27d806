using Reprise.Core.Plans;
using Reprise.Core.Sync;

namespace Reprise.Core.Tests.Sync;

public sealed class WatermarkValueTests
{
    private static readonly DateTime Clock = new(2026, 11, 30, 12, 0, 0, DateTimeKind.Unspecified);

    [Theory]
    [InlineData(WatermarkKind.Moment, "2026-11-30 11:00:00.5", "2026-11-30 11:00:00.500000")]
    [InlineData(WatermarkKind.Moment, "2099-01-01 00:00:00", "2026-11-30 12:00:00.000000")]
    [InlineData(WatermarkKind.Moment, "0000-00-00 00:00:00", null)]
    [InlineData(WatermarkKind.Moment, null, null)]
    [InlineData(WatermarkKind.Day, "2026-11-30", "2026-11-30")]
    [InlineData(WatermarkKind.Day, "2027-01-01", "2026-11-30")]
    [InlineData(WatermarkKind.Number, "18446744073709551615", "18446744073709551615")]
    public void The_bound_is_the_highest_value_but_never_beyond_the_clock_of_the_source(WatermarkKind kind, string? highest, string? bound) =>
        Assert.Equal(bound, WatermarkValue.Bound(kind, highest, Clock));

    [Theory]
    [InlineData(WatermarkKind.Moment, "2026-11-30 00:05:00.000000", "2026-11-29 23:50:00.000000")]
    [InlineData(WatermarkKind.Day, "2026-11-30", "2026-11-29")]
    [InlineData(WatermarkKind.Number, "18446744073709551615", "18446744073709550715")]
    [InlineData(WatermarkKind.Number, "5", "-895")]
    [InlineData(WatermarkKind.Moment, null, null)]
    public void The_next_read_begins_the_overlap_before_it(WatermarkKind kind, string? bound, string? from) =>
        Assert.Equal(from, WatermarkValue.From(kind, bound, WatermarkOverlap.Default));
}
