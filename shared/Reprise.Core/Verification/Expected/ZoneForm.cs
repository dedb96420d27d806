using System.Globalization;
using Reprise.Core.Configuration;

namespace Reprise.Core.Verification.Expected;

/// <summary>Local times of a zone as PostgreSQL prints their UTC.</summary>
internal static class ZoneForm
{
    /// <summary>Farther from a change of the offset than any zone is from UTC, and nearer than the next one.</summary>
    private const long Vicinity = 36 * TimeSpan.TicksPerHour;

    /// <summary>Appends the UTC of a local time, cut to so many digits of its second. Without a zone it is UTC already.</summary>
    public static void Append(ZoneOffsets? zone, DateTime local, int digits, CellRow row)
    {
        // A day beyond the calendar of the runtime is not beyond PostgreSQL's.
        var utc = zone is null ? local.Ticks : ToUtc(zone, local.Ticks);
        var beyond = utc < 0 ? -1 : utc > DateTime.MaxValue.Ticks ? 1 : 0;
        var moment = new DateTime(utc - (beyond * TimeSpan.TicksPerDay), DateTimeKind.Utc);
        var room = row.Reserve(48);
        var day = beyond switch { < 0 => "0001-12-31", > 0 => "10000-01-01", _ => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        var length = System.Text.Encoding.ASCII.GetBytes(day, room);
        moment.TryFormat(room[length..], out var written, " HH:mm:ss", CultureInfo.InvariantCulture);
        length += written;
        length += MomentForm.Fraction(moment.Ticks % TimeSpan.TicksPerSecond / MomentForm.TicksPerMicrosecond, digits, room[length..]);
        var end = beyond < 0 ? "+00 BC"u8 : "+00"u8;
        end.CopyTo(room[length..]);
        row.Commit(length + end.Length);
    }

    /// <summary>The earlier instant at which the zone's clocks show the time; where none does, the one at which they would without the change that skips it.</summary>
    private static long ToUtc(ZoneOffsets zone, long local)
    {
        var before = Offset(zone, local - Vicinity);
        if (Offset(zone, local - before) == before)
        {
            return local - before;
        }

        var after = Offset(zone, local + Vicinity);
        return Offset(zone, local - after) == after ? local - after : local - before;
    }

    private static long Offset(ZoneOffsets zone, long utc) =>
        zone.At((long)Math.Floor((utc - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond)) * TimeSpan.TicksPerSecond;
}
