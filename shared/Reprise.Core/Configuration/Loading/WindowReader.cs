using System.Globalization;
using Reprise.Core.Entities;

namespace Reprise.Core.Configuration.Loading;

/// <summary>Reads the hours in which runs of an entity may start.</summary>
internal static class WindowReader
{
    public static Window? Read(YamlMapping entity)
    {
        if (entity.Mapping("window", DocumentKeys.Window) is not { } window)
        {
            return null;
        }

        var from = Time(window, "from");
        var to = Time(window, "to");
        var zone = TimeZoneReader.Read(window, "no window can be kept");
        return from is null || to is null || zone is null ? null : new Window(from.Value, to.Value, zone);
    }

    private static TimeOnly? Time(YamlMapping window, string key)
    {
        if (window.Words(key) is not { } text)
        {
            return null;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        window.Report(
            ProblemCodes.InvalidTime,
            window.LineOf(key),
            $"The value of 'window.{key}' is no time of day.",
            "Write hours and minutes from 00:00 to 23:59, such as \"20:00\"; midnight is \"00:00\".");
        return null;
    }
}
