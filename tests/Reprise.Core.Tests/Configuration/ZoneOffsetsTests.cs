using Reprise.Core.Configuration;

namespace Reprise.Core.Tests.Configuration;

public sealed class ZoneOffsetsTests
{
    [Theory]
    [InlineData("Europe/Paris", "1900-01-01", 561)]
    [InlineData("Europe/Paris", "1940-07-01", 7200)]
    [InlineData("Europe/Paris", "2024-07-01", 7200)]
    [InlineData("Europe/Paris", "2500-01-01", 3600)]
    [InlineData("Europe/London", "0001-01-02", -75)]
    public void Offsets_are_exact_to_the_second_as_far_as_the_database_lists_them(string id, string day, long seconds) =>
        Assert.Equal(seconds, ZoneOffsets.Of(LocalTimeZone.Get(id)).At(At(day)));

    [Fact]
    public void Since_minutes_are_whole_they_are_the_runtimes_in_every_zone()
    {
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            var offsets = ZoneOffsets.Of(zone);
            for (var utc = At("1975-01-01") + 7; utc < At("2045-01-01"); utc += 9 * 86_400)
            {
                Assert.Equal(zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(utc).UtcDateTime).TotalSeconds, offsets.At(utc));
            }
        }
    }

    private static long At(string day) => new DateTimeOffset(DateTime.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeSeconds();
}
