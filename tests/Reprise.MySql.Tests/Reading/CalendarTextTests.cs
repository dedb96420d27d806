using System.Globalization;
using System.Text;
using CsCheck;
using Reprise.Core.Columns;
using Reprise.MySql.Reading;

namespace Reprise.MySql.Tests.Reading;

public sealed class CalendarTextTests
{
    [Fact]
    public void Every_date_of_the_calendar_has_its_day_number()
    {
        var epoch = new DateOnly(1970, 1, 1).DayNumber;
        for (var date = DateOnly.MinValue; date < DateOnly.MaxValue; date = date.AddDays(1))
        {
            Assert.Null(CalendarText.ParseDate(Encoding.ASCII.GetBytes(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), out var days));
            if (days != date.DayNumber - epoch)
            {
                Assert.Fail($"{date}: {days}");
            }
        }
    }

    [Fact]
    public void Every_moment_to_the_microsecond_comes_back() =>
        Gen.Long[0, DateTime.MaxValue.Ticks / 10].Sample(micros =>
        {
            var moment = new DateTime(micros * 10, DateTimeKind.Unspecified);
            var text = Encoding.ASCII.GetBytes(moment.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture));
            return CalendarText.ParseDateTime(text, out var parsed) is null && parsed == (moment - DateTime.UnixEpoch).Ticks / 10;
        });

    [Theory]
    [InlineData("0000-00-00", UnfitReason.ZeroDate)]
    [InlineData("0000-00-00 12:00:00", UnfitReason.ZeroDate)]
    [InlineData("2024-00-00", UnfitReason.PartialDate)]
    [InlineData("2024-05-00", UnfitReason.PartialDate)]
    [InlineData("0000-05-00", UnfitReason.PartialDate)]
    [InlineData("0000-05-10", UnfitReason.OutOfRange)]
    [InlineData("2023-02-29", UnfitReason.OutOfRange)]
    [InlineData("2024-13-01", UnfitReason.OutOfRange)]
    [InlineData("", UnfitReason.OutOfRange)]
    [InlineData("20240501", UnfitReason.OutOfRange)]
    public void What_is_no_date_has_a_reason(string text, UnfitReason reason) =>
        Assert.Equal(reason, CalendarText.ParseDate(Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData("2024-05-01 24:00:00")]
    [InlineData("2024-05-01 10:60:00")]
    [InlineData("2024-05-01 10:00")]
    [InlineData("2024-05-01 10:00:00.")]
    [InlineData("2024-05-01 10:00:00.1234567")]
    public void What_is_no_time_of_day_is_out_of_range(string text) =>
        Assert.Equal(UnfitReason.OutOfRange, CalendarText.ParseDateTime(Encoding.ASCII.GetBytes(text), out _));
}
