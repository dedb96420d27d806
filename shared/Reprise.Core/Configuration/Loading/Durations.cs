using System.Xml;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Durations as configuration writes them: ISO 8601, such as <c>PT15M</c>.</summary>
internal static class Durations
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>The duration; null when the text is none, is negative or longer than a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        try
        {
            var duration = XmlConvert.ToTimeSpan(text);
            return duration >= TimeSpan.Zero && duration <= Longest ? duration : null;
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return null;
        }
    }
}
