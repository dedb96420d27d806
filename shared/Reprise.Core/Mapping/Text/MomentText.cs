using Reprise.Core.Mapping.Converters;

namespace Reprise.Core.Mapping.Text;

/// <summary>Reads dates and times as ISO 8601 and MySQL write them, year first. Anything else is refused rather than guessed.</summary>
internal static class MomentText
{
    /// <summary>Reads <c>YYYY-MM-DD</c>, with nothing behind it but a time of midnight.</summary>
    public static Verdict Date(ReadOnlySpan<byte> text, out long days)
    {
        var verdict = Moment(text, allowsZone: false, out var microseconds, out _);
        days = CivilDays.Floor(microseconds, CivilDays.MicrosecondsPerDay);
        return verdict == Verdict.Good && microseconds != days * CivilDays.MicrosecondsPerDay ? Verdict.Truncated : verdict;
    }

    /// <summary>Reads <c>YYYY-MM-DD[( |T)HH:MM[:SS[.FRACTION]][ZONE]]</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="allowsZone">True where <c>Z</c> or <c>±HH[:MM]</c> may follow; without it the time is UTC.</param>
    /// <param name="microseconds">Microseconds since 1970-01-01T00:00:00.</param>
    /// <param name="hasZone">True where one did follow.</param>
    public static Verdict Moment(ReadOnlySpan<byte> text, bool allowsZone, out long microseconds, out bool hasZone)
    {
        microseconds = 0;
        hasZone = false;
        var cursor = new TextCursor(TextCursor.Trim(text));
        if (!(cursor.Number(4, 4, out var year) && cursor.Skip((byte)'-') && cursor.Number(2, 2, out var month) && cursor.Skip((byte)'-') && cursor.Number(2, 2, out var day)))
        {
            return Verdict.NotConvertible;
        }

        var time = 0L;
        var isCut = false;
        if (!cursor.IsAtEnd && !(cursor.Skip((byte)' ', (byte)'T') && Clock(ref cursor, out time, out isCut) && Zone(ref cursor, allowsZone, ref time, out hasZone) && cursor.IsAtEnd))
        {
            return Verdict.NotConvertible;
        }

        if (Unreal(year, month, day) is var verdict and not Verdict.Good)
        {
            return verdict;
        }

        microseconds = (CivilDays.ToDays(year, month, day) * CivilDays.MicrosecondsPerDay) + time;
        return isCut ? Verdict.Truncated : Verdict.Good;
    }

    /// <summary>Reads <c>[-]H…:MM[:SS[.FRACTION]]</c>, of any number of hours.</summary>
    public static Verdict Duration(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        var cursor = new TextCursor(TextCursor.Trim(text));
        var isNegative = cursor.Skip((byte)'-');
        if (!(cursor.Number(1, 6, out var hours) && Rest(ref cursor, out var rest, out var isCut) && cursor.IsAtEnd))
        {
            return Verdict.NotConvertible;
        }

        microseconds = (hours * 3600L * CivilDays.MicrosecondsPerSecond) + rest;
        microseconds = isNegative ? -microseconds : microseconds;
        return isCut ? Verdict.Truncated : Verdict.Good;
    }

    private static Verdict Unreal(int year, int month, int day) => (year, month, day) switch
    {
        (0, 0, 0) => Verdict.ZeroDate,
        (_, 0, _) or (_, _, 0) => Verdict.PartialDate,
        (0, _, _) => Verdict.ImpossibleDate,
        _ => CivilDays.Exists(year, month, day) ? Verdict.Good : Verdict.NotConvertible,
    };

    private static bool Clock(ref TextCursor cursor, out long time, out bool isCut)
    {
        time = 0;
        isCut = false;
        if (!(cursor.Number(2, 2, out var hours) && hours < 24 && Rest(ref cursor, out var rest, out isCut)))
        {
            return false;
        }

        time = (hours * 3600L * CivilDays.MicrosecondsPerSecond) + rest;
        return true;
    }

    private static bool Rest(ref TextCursor cursor, out long microseconds, out bool isCut)
    {
        microseconds = 0;
        isCut = false;
        if (!(cursor.Skip((byte)':') && cursor.Number(2, 2, out var minutes) && minutes < 60))
        {
            return false;
        }

        var seconds = 0;
        var fraction = 0;
        if (cursor.Skip((byte)':') && !(cursor.Number(2, 2, out seconds) && seconds < 60 && cursor.Fraction(out fraction, out isCut)))
        {
            return false;
        }

        microseconds = (((minutes * 60L) + seconds) * CivilDays.MicrosecondsPerSecond) + fraction;
        return true;
    }

    private static bool Zone(ref TextCursor cursor, bool allows, ref long time, out bool isThere)
    {
        isThere = !cursor.IsAtEnd;
        if (!isThere)
        {
            return true;
        }

        if (!allows || cursor.Skip((byte)'Z', (byte)'z'))
        {
            return allows;
        }

        var isEast = cursor.Skip((byte)'+');
        if (!(isEast || cursor.Skip((byte)'-')) || !cursor.Number(2, 2, out var hours) || hours > 15)
        {
            return false;
        }

        var minutes = 0;
        if (!cursor.IsAtEnd)
        {
            cursor.Skip((byte)':');
            if (!cursor.Number(2, 2, out minutes) || minutes > 59)
            {
                return false;
            }
        }

        var offset = ((hours * 60L) + minutes) * 60 * CivilDays.MicrosecondsPerSecond;
        time += isEast ? -offset : offset;
        return true;
    }
}
