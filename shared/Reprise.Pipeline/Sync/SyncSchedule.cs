using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Cronos;
using Reprise.Core.Entities;

namespace Reprise.Pipeline.Sync;

/// <summary>When an entity's sync is due. Judged from its last run, so that a tick which nobody heard is made up.</summary>
public static class SyncSchedule
{
    /// <summary>Time zone of cron expressions of entities that name none.</summary>
    private const string DefaultTimeZone = "Europe/Paris";

    /// <summary>The newest tick, jitter added, that has passed since the last run began; null when there is none.</summary>
    public static DateTimeOffset? NewestDue(Entity entity, DateTimeOffset lastStart, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var until = now - Delay(entity);
        if (entity.Sync is not { } cron || until <= lastStart)
        {
            return null;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(entity.Window?.TimeZone ?? entity.TimeZone ?? DefaultTimeZone);
        DateTimeOffset? newest = null;
        foreach (var tick in CronExpression.Parse(cron).GetOccurrences(lastStart, until, zone, fromInclusive: false, toInclusive: true))
        {
            newest = tick;
        }

        return newest;
    }

    /// <summary>How long after its tick an entity's sync starts: up to its jitter, always the same for the same entity, evenly spread over many.</summary>
    public static TimeSpan Delay(Entity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var share = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(entity.Code.Value)));
        return TimeSpan.FromSeconds(Math.Floor(entity.SyncJitter.TotalSeconds * share / uint.MaxValue));
    }
}
