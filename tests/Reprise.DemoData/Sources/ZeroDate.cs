namespace Reprise.DemoData.Sources;

/// <summary>MySQL's dates that are none.</summary>
internal static class ZeroDate
{
    public const string Day = "0000-00-00";
    public const string Moment = "0000-00-00 00:00:00";

    /// <summary>A quarter of the dirty dates keep their year: MySQL let people leave the month and the day out.</summary>
    public static string DayOf(DateOnly known) => known.Day <= 8 ? $"{known.Year:0000}-00-00" : Day;
}
