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
        var zone = Zone(window);
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

    private static string? Zone(YamlMapping window)
    {
        if (window.Words("time_zone") is not { } id)
        {
            return null;
        }

        if (LocalTimeZone.Find(id) is not null)
        {
            return id;
        }

        var line = window.LineOf("time_zone");
        if (LocalTimeZone.HasDatabase)
        {
            window.Report(
                ProblemCodes.UnknownTimeZone,
                line,
                $"{Spelling.Show(id)} is no time zone that this machine knows.",
                Spelling.Suggest(id, LocalTimeZone.Names, "Write an IANA name, such as Europe/Paris."));
        }
        else
        {
            window.Report(
                ProblemCodes.MissingTimeZones,
                line,
                "This machine has no time zone database, so no window can be kept.",
                "Install the package tzdata (or set TZDIR to the folder of its zoneinfo).");
        }

        return null;
    }
}
