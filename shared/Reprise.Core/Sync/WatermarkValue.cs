using System.Globalization;
using Reprise.Core.Catalogs;
using Reprise.Core.Plans;

namespace Reprise.Core.Sync;

/// <summary>Arithmetic of watermarks, which are kept as the source prints them. Moments of the source are compared with the source's own only.</summary>
public static class WatermarkValue
{
    private const string DayForm = "yyyy-MM-dd";
    private const string MomentForm = "yyyy-MM-dd HH:mm:ss.ffffff";

    private static readonly string[] MomentForms = [DayForm, "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFF"];

    /// <summary>What a column holds; null = it cannot be a watermark.</summary>
    public static WatermarkKind? KindOf(SourceColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.DataType switch
        {
            "date" => WatermarkKind.Day,
            "datetime" or "timestamp" => WatermarkKind.Moment,
            "tinyint" or "smallint" or "mediumint" or "int" or "bigint" => WatermarkKind.Number,
            _ => null,
        };
    }

    /// <summary>Up to where a read has seen everything: the highest value there is, but no later than the source's clock. A date in the year 2099 must not hide what comes before it.</summary>
    /// <param name="kind">Kind of values.</param>
    /// <param name="highest">Highest value; null = none.</param>
    /// <param name="clock">The source's clock in UTC, before the state that is read.</param>
    /// <returns>Null = there is no bound: everything has to be read.</returns>
    public static string? Bound(WatermarkKind kind, string? highest, DateTime clock)
    {
        if (highest is null || kind == WatermarkKind.Number)
        {
            return highest;
        }

        return TryMoment(highest) is { } moment ? Print(kind, moment < clock ? moment : clock) : null;
    }

    /// <summary>From where the next read begins.</summary>
    public static string? From(WatermarkKind kind, string? bound, WatermarkOverlap overlap)
    {
        ArgumentNullException.ThrowIfNull(overlap);
        if (bound is null)
        {
            return null;
        }

        if (kind == WatermarkKind.Number)
        {
            return (Int128.Parse(bound, CultureInfo.InvariantCulture) - overlap.Steps).ToString(CultureInfo.InvariantCulture);
        }

        return TryMoment(bound) is { } moment && moment - DateTime.MinValue > overlap.Time ? Print(kind, moment - overlap.Time) : null;
    }

    private static DateTime? TryMoment(string text) =>
        DateTime.TryParseExact(text, MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    private static string Print(WatermarkKind kind, DateTime moment) => moment.ToString(kind == WatermarkKind.Day ? DayForm : MomentForm, CultureInfo.InvariantCulture);
}

/// <summary>Kinds of watermarks.</summary>
public enum WatermarkKind
{
    /// <summary>DATE.</summary>
    Day,

    /// <summary>DATETIME, TIMESTAMP.</summary>
    Moment,

    /// <summary>Whole number.</summary>
    Number,
}
