namespace Reprise.Core.Configuration.Loading;

/// <summary>Reads the key <c>time_zone</c>.</summary>
internal static class TimeZoneReader
{
    private const string Key = "time_zone";

    /// <summary>The IANA name; null where there is none, or after its problem was reported.</summary>
    /// <param name="mapping">Where the key stands.</param>
    /// <param name="consequence">What cannot be done without a time zone database.</param>
    public static string? Read(YamlMapping mapping, string consequence)
    {
        if (mapping.Words(Key) is not { } id)
        {
            return null;
        }

        if (LocalTimeZone.Find(id) is not null)
        {
            return id;
        }

        if (LocalTimeZone.HasDatabase)
        {
            mapping.Report(
                ProblemCodes.UnknownTimeZone,
                mapping.LineOf(Key),
                $"{Spelling.Show(id)} is no time zone that this machine knows.",
                Spelling.Suggest(id, LocalTimeZone.Names, "Write an IANA name, such as Europe/Paris."));
        }
        else
        {
            mapping.Report(
                ProblemCodes.MissingTimeZones,
                mapping.LineOf(Key),
                $"This machine has no time zone database, so {consequence}.",
                "Install the package tzdata (or set TZDIR to the folder of its zoneinfo).");
        }

        return null;
    }
}
