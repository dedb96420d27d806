using System.Runtime.InteropServices;
using Reprise.Core.Mapping.Text;

namespace Reprise.Core.Mapping.Converters;

/// <summary>A time without the fraction that the target does not keep. Cut before PostgreSQL sees it, which would round <c>2024-12-31 23:59:59.7</c> into the next year.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct CutTo(long unit) : IWordCell
{
    /// <summary>The unit of so many fractional digits, in microseconds.</summary>
    public static long UnitOf(int digits) => Powers.Ten[6 - Math.Clamp(digits, 0, 6)];

    public Verdict Convert(long value, out long result)
    {
        result = unit == 1 ? value : CivilDays.Floor(value, unit) * unit;
        return result == value ? Verdict.Good : Verdict.Truncated;
    }
}

/// <summary>The day of a moment.</summary>
internal readonly struct DayOf : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = CivilDays.Floor(value, CivilDays.MicrosecondsPerDay);
        return result * CivilDays.MicrosecondsPerDay == value ? Verdict.Good : Verdict.Truncated;
    }
}

/// <summary>Midnight of a day.</summary>
internal readonly struct StartOfDay : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = value * CivilDays.MicrosecondsPerDay;
        return Verdict.Good;
    }
}

/// <summary>Local time of the source's zone as UTC.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct LocalMoment(LocalClock clock, long unit) : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        var verdict = clock.ToUtc(value, out var utc);
        var cut = new CutTo(unit).Convert(utc, out result);
        return verdict == Verdict.Good ? cut : verdict;
    }
}

/// <summary>The beginning of a day in the source's zone, as UTC.</summary>
internal readonly struct StartOfLocalDay(LocalClock clock) : IWordCell
{
    public Verdict Convert(long value, out long result) => clock.ToUtc(value * CivilDays.MicrosecondsPerDay, out result);
}

/// <summary>A duration as a time of day, where it is one: PostgreSQL's time ends at 24:00:00.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct TimeOfDay(long unit) : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = value - (value % unit);
        if (value is < 0 or > CivilDays.MicrosecondsPerDay)
        {
            return Verdict.NotConvertible;
        }

        return result == value ? Verdict.Good : Verdict.Truncated;
    }
}

/// <summary>A duration in seconds.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SecondsOf(long min, long max) : IWordCell
{
    public Verdict Convert(long value, out long result)
    {
        result = value / CivilDays.MicrosecondsPerSecond;
        if (result < min || result > max)
        {
            return Verdict.OutOfRange;
        }

        return result * CivilDays.MicrosecondsPerSecond == value ? Verdict.Good : Verdict.Truncated;
    }
}
