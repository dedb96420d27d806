using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Pipeline.Sync;

namespace Reprise.Pipeline.Tests.Sync;

public sealed class SyncScheduleTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 29, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_sync_is_due_from_its_tick_in_the_zone_of_the_entity_on()
    {
        var entity = Entity("ud-75") with { SyncJitter = TimeSpan.Zero };

        // Three o'clock in Paris is two in UTC in winter.
        Assert.Null(SyncSchedule.NewestDue(entity, Evening, Utc(30, 1, 59)));
        Assert.Equal(Utc(30, 2, 0), SyncSchedule.NewestDue(entity, Evening, Utc(30, 2, 0)));
        Assert.Null(SyncSchedule.NewestDue(entity, Utc(30, 2, 0), Utc(30, 12, 0)));
        Assert.Equal(Utc(30, 3, 0), SyncSchedule.NewestDue(entity with { TimeZone = "UTC" }, Evening, Utc(30, 12, 0)));
        Assert.Equal(Utc(30, 7, 0), SyncSchedule.NewestDue(entity with { TimeZone = "UTC", Window = new Window(default, default, "America/Martinique") }, Evening, Utc(30, 12, 0)));
    }

    [Fact]
    public void Of_several_missed_ticks_the_newest_is_made_up_once()
    {
        var entity = Entity("ud-75") with { SyncJitter = TimeSpan.Zero };

        var due = SyncSchedule.NewestDue(entity, Utc(10, 2, 0), Utc(30, 1, 0));

        Assert.Equal(Utc(29, 2, 0), due);
        Assert.Null(SyncSchedule.NewestDue(entity, Utc(30, 1, 0), Utc(30, 1, 30)));
    }

    [Fact]
    public void Jitter_spreads_entities_and_is_always_the_same_for_one()
    {
        var entities = Enumerable.Range(1, 100).Select(number => Entity($"ud-{number:000}") with { SyncJitter = TimeSpan.FromMinutes(30) }).ToList();
        var delays = entities.Select(SyncSchedule.Delay).ToList();

        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromMinutes(30)));
        Assert.True(delays.Distinct().Count() > 90);
        Assert.True(delays.GroupBy(delay => (int)delay.TotalMinutes / 3).All(slice => slice.Count() < 30));
        Assert.Equal(delays, entities.Select(SyncSchedule.Delay));
        var (entity, delay) = (entities[7], delays[7]);
        Assert.True(delay > TimeSpan.FromSeconds(1));
        Assert.Null(SyncSchedule.NewestDue(entity, Evening, Utc(30, 2, 0) + delay - TimeSpan.FromSeconds(1)));
        Assert.Equal(Utc(30, 2, 0), SyncSchedule.NewestDue(entity, Evening, Utc(30, 2, 0) + delay));
    }

    [Fact]
    public void A_run_after_the_tick_is_the_one_that_was_due() =>
        Assert.Null(SyncSchedule.NewestDue(Entity("ud-75") with { SyncJitter = TimeSpan.FromHours(1) }, Utc(30, 2, 0) + TimeSpan.FromSeconds(1), Utc(30, 4, 0)));

    private static DateTimeOffset Utc(int day, int hour, int minute) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    private static Entity Entity(string code) => new()
    {
        Code = EntityCode.Parse(code),
        Name = code,
        Source = new SecretReference(SecretScheme.Environment, "X"),
        Plan = "p",
        Schema = "s",
        Parallelism = 1,
        Gates = GateThresholds.Default,
        Sync = "0 3 * * *",
        File = "f",
    };
}
