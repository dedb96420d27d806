using Reprise.Core.Problems;

namespace Reprise.Core.Configuration;

/// <summary>Finds time zones by their IANA name, such as <c>Europe/Paris</c>.</summary>
/// <remarks>
/// .NET reads them from the machine's time zone database (on Linux the package <c>tzdata</c>); invariant globalization
/// leaves that as it is: https://learn.microsoft.com/dotnet/core/runtime-config/globalization.
/// </remarks>
public static class LocalTimeZone
{
    // Any zone that every database has: when even that one is missing, the database is.
    private const string Witness = "Europe/Paris";

    /// <summary>The zone of that name, or null.</summary>
    public static TimeZoneInfo? Find(string id) =>
        IsIanaForm(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    /// <summary>The zone of a name that configuration was read with.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: this machine does not know it.</exception>
    public static TimeZoneInfo Get(string id) => Find(id) ?? throw new RepriseException(
        ErrorCodes.InvalidConfiguration,
        $"This machine does not know the time zone '{id}', which the run was planned with. Install the package tzdata (or set TZDIR to the folder of its zoneinfo) and resume the run.");

    /// <summary>True when this machine has a time zone database at all.</summary>
    public static bool HasDatabase => TimeZoneInfo.TryFindSystemTimeZoneById(Witness, out _);

    /// <summary>Names of the database, for suggestions; empty without a database.</summary>
    public static IEnumerable<string> Names => TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id);

    // The name becomes a path below the database's folder: only letters, digits and the signs that IANA names have.
    private static bool IsIanaForm(string id) =>
        id.Length is > 0 and <= 64 && char.IsAsciiLetter(id[0]) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+');
}
