using System.Text;
using CsCheck;
using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Mapping.Converters;
using Reprise.Core.Verification;
using Reprise.Core.Verification.Expected;
using static Reprise.Core.Tests.Mapping.Bench;

namespace Reprise.Core.Tests.Mapping;

/// <summary>Local times of a declared zone become UTC, and those that the zone skips or has twice are counted.</summary>
public sealed class LocalTimeTests
{
    private const string Paris = "Europe/Paris";

    private static readonly PgType TimestampTz = new(PgKind.TimestampTz, Precision: 6);

    [Fact]
    public void A_datetime_is_told_in_UTC_by_the_offset_of_its_day()
    {
        var mapped = Map(Column("datetime"), TimestampTz, [At("2024-01-15 12:00:00"), At("2024-07-15 12:00:00"), null], timeZone: Paris);

        Assert.Equal(["2024-01-15 11:00:00.000000+00", "2024-07-15 10:00:00.000000+00", null], mapped.Texts);
        Assert.Empty(mapped.Coercions);
    }

    [Fact]
    public void An_hour_that_does_not_exist_moves_forward_and_is_counted()
    {
        var mapped = Map(Column("datetime"), TimestampTz, [At("2024-03-31 01:59:59"), At("2024-03-31 02:00:00"), At("2024-03-31 02:59:59"), At("2024-03-31 03:00:00")], timeZone: Paris);

        Assert.Equal(["2024-03-31 00:59:59.000000+00", "2024-03-31 01:00:00.000000+00", "2024-03-31 01:59:59.000000+00", "2024-03-31 01:00:00.000000+00"], mapped.Texts);
        Assert.Equal(["dst_gap 2"], mapped.Coercions);
        Assert.Equal(["9999-99-99 99:99:99 → 9999-99-99 99:99:99.999999+99", "9999-99-99 99:99:99 → 9999-99-99 99:99:99.999999+99"], mapped.Samples);
    }

    [Fact]
    public void An_hour_that_exists_twice_is_the_first_one_and_is_counted()
    {
        var mapped = Map(Column("datetime"), TimestampTz, [At("2024-10-27 01:59:59"), At("2024-10-27 02:00:00"), At("2024-10-27 02:59:59"), At("2024-10-27 03:00:00")], timeZone: Paris);

        Assert.Equal(["2024-10-26 23:59:59.000000+00", "2024-10-27 00:00:00.000000+00", "2024-10-27 00:59:59.000000+00", "2024-10-27 02:00:00.000000+00"], mapped.Texts);
        Assert.Equal(["dst_overlap 2"], mapped.Coercions);
    }

    [Fact]
    public void A_date_begins_at_midnight_of_the_zone() =>
        Assert.Equal(["2024-07-14 22:00:00.000000+00"], Map(Column("date"), TimestampTz, [(int)(At("2024-07-15 00:00:00") / 86_400_000_000)], timeZone: Paris).Texts);

    [Fact]
    public void Text_that_names_its_zone_keeps_it_and_other_text_is_local()
    {
        var mapped = Map(Column("varchar(40)"), TimestampTz, ["2024-07-15 12:00:00", "2024-07-15 12:00:00Z", "2024-07-15 12:00:00+05", "2024-03-31 02:30", "nothing"], timeZone: Paris);

        Assert.Equal(["2024-07-15 10:00:00.000000+00", "2024-07-15 12:00:00.000000+00", "2024-07-15 07:00:00.000000+00", "2024-03-31 01:30:00.000000+00", "<not_convertible>"], mapped.Texts);
        Assert.Equal(["dst_gap 1"], mapped.Coercions);
    }

    [Fact]
    public void Without_a_time_zone_local_time_is_taken_for_UTC_and_without_one_in_the_target_it_stays_local()
    {
        Assert.Equal(["2024-03-31 02:30:00.000000+00"], Map(Column("datetime"), TimestampTz, [At("2024-03-31 02:30:00")]).Texts);
        Assert.Equal(["2024-03-31 02:30:00"], Map(Column("datetime"), new PgType(PgKind.Timestamp), [At("2024-03-31 02:30:00")], timeZone: Paris).Texts);
        Assert.Equal(["2024-03-31 02:30:00+00"], Map(Column("timestamp"), TimestampTz, [At("2024-03-31 02:30:00")], timeZone: Paris).Texts);
    }

    [Theory]
    [InlineData("America/Guadeloupe", "9999-12-31 23:59:59", "10000-01-01 03:59:59+00")]
    [InlineData(Paris, "0001-01-01 00:00:00", "0001-12-31 23:50:39+00 BC")]
    [InlineData(Paris, "1900-01-01 00:00:00", "1899-12-31 23:50:39+00")]
    [InlineData("Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30 22:00:00+00")]
    [InlineData("Europe/Lisbon", "1992-09-27 01:30:00", "1992-09-27 00:30:00+00")]
    [InlineData("Africa/Casablanca", "2024-03-10 02:30:00", "2024-03-10 01:30:00+00")]
    public void Ends_of_the_calendar_and_other_zones_have_the_answer_that_verification_expects(string zone, string local, string expected)
    {
        Assert.Equal(expected, Expected(Offsets(zone), At(local)));
        new LocalClock(Offsets(zone)).ToUtc(At(local), out var utc);
        Assert.Equal(expected, Printed(utc));
    }

    [Fact]
    public void Whatever_the_zone_and_the_time_both_paths_agree()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones().Where(zone => LocalTimeZone.Find(zone.Id) is not null).ToArray();
        var any = Gen.Long[At("1850-01-01 00:00:00"), At("2150-01-01 00:00:00")];

        Gen.Select(Gen.Int[0, zones.Length - 1], any.Array[20]).Sample(
            (zone, times) =>
            {
                var offsets = ZoneOffsets.Of(zones[zone]);
                var clock = new LocalClock(offsets);
                foreach (var time in times)
                {
                    clock.ToUtc(time, out var utc);
                    Assert.Equal(Expected(offsets, time), Printed(utc));
                }
            },
            iter: 100);
    }

    [Fact]
    public void Times_around_every_change_of_a_zone_agree_too()
    {
        foreach (var id in (string[])[Paris, "America/Miquelon", "Australia/Lord_Howe"])
        {
            var zone = Offsets(id);
            var clock = new LocalClock(zone);
            for (var time = At("2010-01-01 00:00:00"); time < At("2030-01-01 00:00:00"); time += 29 * 60_000_000L)
            {
                clock.ToUtc(time, out var utc);
                Assert.Equal(Expected(zone, time), Printed(utc));
            }
        }
    }

    [Fact]
    public void Values_of_known_years_need_no_memory()
    {
        var clock = new LocalClock(Offsets(Paris));
        long[] times = [.. Enumerable.Range(0, 5000).Select(i => At("2020-01-01 00:00:00") + (i * 7_777_777_777L))];
        long Sum() => times.Sum(time => clock.ToUtc(time, out var utc) == Verdict.Good ? utc : 0);
        var first = Sum();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var second = Sum();

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1000);
        Assert.Equal(first, second);
    }

    private static ZoneOffsets Offsets(string id) => ZoneOffsets.Of(LocalTimeZone.Get(id));

    private static long At(string local) =>
        (DateTime.ParseExact(local, "yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) - DateTime.UnixEpoch).Ticks / 10;

    private static string Expected(ZoneOffsets zone, long local)
    {
        var row = new CellRow();
        MomentForm.AppendLocal(Encoding.ASCII.GetBytes(new DateTime(DateTime.UnixEpoch.Ticks + (local * 10)).ToString("yyyy-MM-dd HH:mm:ss.ffffff", System.Globalization.CultureInfo.InvariantCulture)), zone, 6, isStrict: false, row);
        return Encoding.ASCII.GetString(row[0]);
    }

    /// <summary>As PostgreSQL prints it, by way of the day before or after where the runtime's calendar ends.</summary>
    private static string Printed(long utc)
    {
        var ticks = DateTime.UnixEpoch.Ticks + (utc * 10);
        var day = ticks < 0 ? "0001-12-31" : ticks > DateTime.MaxValue.Ticks ? "10000-01-01" : new DateTime(ticks).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var time = new TimeSpan(((ticks % TimeSpan.TicksPerDay) + TimeSpan.TicksPerDay) % TimeSpan.TicksPerDay).ToString(@"hh\:mm\:ss\.FFFFFF", System.Globalization.CultureInfo.InvariantCulture).TrimEnd('.');
        return $"{day} {time}+00{(ticks < 0 ? " BC" : string.Empty)}";
    }
}
