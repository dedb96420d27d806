using Reprise.Core.Configuration;

namespace Reprise.Core.Tests.Configuration;

public sealed class LocalTimeZoneTests
{
    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("Indian/Reunion")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("UTC")]
    public void IANA_names_are_found(string id) => Assert.Equal(id, LocalTimeZone.Find(id)?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("Europe/Nowhere")]
    [InlineData("Romance Standard Time")]
    [InlineData("../zoneinfo/Europe/Paris")]
    [InlineData("/usr/share/zoneinfo/Europe/Paris")]
    public void Anything_else_is_not(string id) => Assert.Null(LocalTimeZone.Find(id));

    [Fact]
    public void Summer_time_is_kept()
    {
        var paris = LocalTimeZone.Find("Europe/Paris");

        Assert.Equal(TimeSpan.FromHours(2), paris?.GetUtcOffset(new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(TimeSpan.FromHours(1), paris?.GetUtcOffset(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero)));
    }
}
