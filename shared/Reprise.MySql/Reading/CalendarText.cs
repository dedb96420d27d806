using Reprise.Core.Columns;

namespace Reprise.MySql.Reading;

/// <summary>Parses the text that MySQL writes for DATE, DATETIME and TIMESTAMP, without allocating.</summary>
internal static class CalendarText
{
    /// <summary>Microseconds of a day.</summary>
    public const long DayMicros = 86_400_000_000;

    private const int DateLength = 10;
    private const int TimeEnd = 19;

    // Days from 0001-01-01 to 1970-01-01, proleptic Gregorian.
    private const int EpochDays = 719_162;

    // An array: a span of ushort is a new array at every call in a debug build.
    private static readonly ushort[] DaysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    private static ReadOnlySpan<byte> DaysInMonth => [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>Parses <c>YYYY-MM-DD</c> into days since 1970-01-01.</summary>
    /// <returns>Null when <paramref name="days"/> is the value, else why there is none.</returns>
    public static UnfitReason? ParseDate(ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-'
            || !Digits.TryRead(text[..4], out var year) || !Digits.TryRead(text[5..7], out var month) || !Digits.TryRead(text[8..10], out var day))
        {
            return UnfitReason.OutOfRange;
        }

        if (month == 0 || day == 0)
        {
            return (year | month | day) == 0 ? UnfitReason.ZeroDate : UnfitReason.PartialDate;
        }

        // Year 0 is none of PostgreSQL's, and 31 February comes from a server with ALLOW_INVALID_DATES.
        if (year == 0 || month > 12 || day > DaysIn(year, month))
        {
            return UnfitReason.OutOfRange;
        }

        days = DaysTo(year, month, day);
        return null;
    }

    /// <summary>Parses <c>YYYY-MM-DD HH:MM:SS(.f{1,6})?</c> into microseconds since 1970-01-01T00:00:00.</summary>
    /// <returns>Null when <paramref name="micros"/> is the value, else why there is none.</returns>
    public static UnfitReason? ParseDateTime(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (ParseDate(text, out var days) is { } reason)
        {
            return reason;
        }

        if (text.Length < TimeEnd || text[13] != ':' || text[16] != ':'
            || !Digits.TryRead(text[11..13], out var hour) || !Digits.TryRead(text[14..16], out var minute) || !Digits.TryRead(text[17..19], out var second)
            || hour > 23 || minute > 59 || second > 59
            || !Digits.TryReadFraction(text[TimeEnd..], out var fraction))
        {
            return UnfitReason.OutOfRange;
        }

        micros = (days * DayMicros) + (((((hour * 60L) + minute) * 60) + second) * 1_000_000) + fraction;
        return null;
    }

    private static bool IsLeap(int year) => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    private static int DaysIn(int year, int month) => month == 2 && IsLeap(year) ? 29 : DaysInMonth[month - 1];

    private static long DaysTo(int year, int month, int day)
    {
        var before = year - 1;
        var leapDay = month > 2 && IsLeap(year) ? 1 : 0;
        return (before * 365) + (before / 4) - (before / 100) + (before / 400) + DaysBeforeMonth[month - 1] + leapDay + day - 1 - EpochDays;
    }
}
