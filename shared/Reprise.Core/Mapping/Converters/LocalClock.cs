using System.Runtime.InteropServices;
using Reprise.Core.Configuration;
using Reprise.Core.Mapping.Text;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Tells the UTC of the local times of one zone. Not thread-safe: it remembers where the time asked last was, since neighbours are often near.</summary>
/// <remarks>The zone is asked once for each year that occurs, not for each value.</remarks>
internal sealed class LocalClock(ZoneOffsets zone)
{
    private const int LastYear = 9999;
    private const long SecondsPerDay = 86_400;

    private readonly Stretch[]?[] _years = new Stretch[LastYear + 1][];
    private Stretch _last = new(0, 0, 0, Verdict.Good);

    /// <summary>The UTC of a local time of the years 1 to 9999. A time that the zone skips moves forward by what it skips; of a time that it has twice, the first.</summary>
    /// <param name="local">Microseconds since 1970-01-01T00:00:00 of the local clock.</param>
    /// <param name="utc">Microseconds since 1970-01-01T00:00:00 UTC.</param>
    public Verdict ToUtc(long local, out long utc)
    {
        if (local < _last.From || local >= _last.Until)
        {
            _last = Find(local);
        }

        utc = local - _last.Offset;
        return _last.Verdict;
    }

    private Stretch Find(long local)
    {
        var (year, _, _) = CivilDays.FromDays(CivilDays.Floor(local, CivilDays.MicrosecondsPerDay));
        foreach (var stretch in _years[year] ??= Stretches((int)year))
        {
            if (local < stretch.Until)
            {
                return stretch;
            }
        }

        throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>What the clock shows in a year, without gaps: between two changes of the offset, and around each of them what is skipped or shown twice.</summary>
    private Stretch[] Stretches(int year)
    {
        var (first, next) = (CivilDays.ToDays(year, 1, 1), CivilDays.ToDays(year + 1, 1, 1));
        return [.. Around(first, next)
            .Select(stretch => stretch with { From = Math.Max(stretch.From, first * CivilDays.MicrosecondsPerDay), Until = Math.Min(stretch.Until, next * CivilDays.MicrosecondsPerDay) })
            .Where(stretch => stretch.From < stretch.Until)];
    }

    private List<Stretch> Around(long firstDay, long nextDay)
    {
        var stretches = new List<Stretch>();
        var start = long.MinValue;

        // No zone is more than a day from UTC, and none changes twice in a day.
        var last = (nextDay + 2) * SecondsPerDay;
        for (var (utc, offset) = ((firstDay - 2) * SecondsPerDay, zone.At((firstDay - 2) * SecondsPerDay)); utc < last; utc += SecondsPerDay)
        {
            var after = zone.At(utc + SecondsPerDay);
            if (after == offset)
            {
                continue;
            }

            var change = Change(utc, utc + SecondsPerDay);
            var (earlier, later) = (Microseconds(change + Math.Min(offset, after)), Microseconds(change + Math.Max(offset, after)));
            stretches.Add(new Stretch(start, earlier, Microseconds(offset), Verdict.Good));
            stretches.Add(new Stretch(earlier, later, Microseconds(offset), after > offset ? Verdict.Skipped : Verdict.Repeated));
            (start, offset) = (later, after);
        }

        stretches.Add(new Stretch(start, long.MaxValue, Microseconds(zone.At(last)), Verdict.Good));
        return stretches;
    }

    /// <summary>The second between two at which the offset changes.</summary>
    private long Change(long before, long after)
    {
        var offset = zone.At(before);
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            (before, after) = zone.At(middle) == offset ? (middle, after) : (before, middle);
        }

        return after;
    }

    private static long Microseconds(long seconds) => seconds * CivilDays.MicrosecondsPerSecond;

    /// <summary>Local times from one to another for which the same holds.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Stretch(long From, long Until, long Offset, Verdict Verdict);
}
