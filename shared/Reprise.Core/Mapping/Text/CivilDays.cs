namespace Reprise.Core.Mapping.Text;

/// <summary>Days of the proleptic Gregorian calendar, counted from 1970-01-01.</summary>
/// <remarks>Counts in eras of 400 years that begin on the first of March, so that the leap day is the last of its year.</remarks>
internal static class CivilDays
{
    public const long MicrosecondsPerSecond = 1_000_000;
    public const long MicrosecondsPerDay = 86_400 * MicrosecondsPerSecond;

    private const int DaysPerEra = 146_097;
    private const int DaysToEpoch = 719_468;

    private static readonly byte[] MonthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    /// <summary>True for a day that exists, from year 1 on: PostgreSQL has no year 0.</summary>
    public static bool Exists(int year, int month, int day) =>
        year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= MonthLengths[month - 1] && (month != 2 || day < 29 || DateTime.IsLeapYear(year));

    /// <summary>Days from 1970-01-01 to a day that exists.</summary>
    public static long ToDays(int year, int month, int day)
    {
        var shifted = month > 2 ? year : year - 1;
        var era = Math.DivRem((long)shifted, 400, out var yearOfEra);
        if (yearOfEra < 0)
        {
            era--;
            yearOfEra += 400;
        }

        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysPerEra) + dayOfEra - DaysToEpoch;
    }

    /// <summary>The day that is so many days after 1970-01-01.</summary>
    public static (long Year, int Month, int Day) FromDays(long days)
    {
        var shifted = days + DaysToEpoch;
        var era = Floor(shifted, DaysPerEra);
        var dayOfEra = shifted - (era * DaysPerEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9);
        var year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return (year, month, (int)(dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1));
    }

    /// <summary>Division that rounds towards minus infinity.</summary>
    public static long Floor(long value, long divisor)
    {
        var quotient = Math.DivRem(value, divisor, out var remainder);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
