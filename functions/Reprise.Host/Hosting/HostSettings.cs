using Cronos;
using Reprise.Core.Problems;

namespace Reprise.Host.Hosting;

/// <summary>Settings of the process, from environment variables. What belongs to a migration is in the configuration folder instead.</summary>
internal sealed record HostSettings
{
    /// <summary><c>REPRISE_URLS</c>: where <c>serve</c> listens. Default: the Functions host's port, loopback only.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:7071";

    /// <summary><c>REPRISE_CLUSTER</c>: <c>postgres</c> lets several nodes share the work through the target database; anything else is one node.</summary>
    public bool IsClustered { get; init; }

    /// <summary><c>REPRISE_SYNC_SCHEDULE</c>: cron expression (5 fields, UTC) at which entities are looked through for due syncs. Default: every minute.</summary>
    public string SyncSchedule { get; init; } = "* * * * *";

    /// <summary><c>REPRISE_LOG_FORMAT</c>: <c>json</c> = compact JSON, one event a line; anything else is for people.</summary>
    public bool LogsJson { get; init; }

    /// <summary><c>REPRISE_LOG_LEVEL</c>: <c>Debug</c>, <c>Information</c>, <c>Warning</c>, <c>Error</c>; null = the command's own.</summary>
    public string? LogLevel { get; init; }

    /// <summary>Reads the variables.</summary>
    /// <exception cref="RepriseException">One of them is not understood.</exception>
    public static HostSettings Read(Func<string, string?> environment)
    {
        var defaults = new HostSettings();
        var cluster = environment("REPRISE_CLUSTER");
        if (cluster is not (null or "" or "local" or "postgres"))
        {
            throw Invalid("REPRISE_CLUSTER", "'local' or 'postgres'");
        }

        var schedule = environment("REPRISE_SYNC_SCHEDULE") ?? defaults.SyncSchedule;
        if (!CronExpression.TryParse(schedule, out _))
        {
            throw Invalid("REPRISE_SYNC_SCHEDULE", "a cron expression of five fields, such as '*/5 * * * *'");
        }

        return new HostSettings
        {
            Urls = environment("REPRISE_URLS") ?? defaults.Urls,
            IsClustered = cluster == "postgres",
            SyncSchedule = schedule,
            LogsJson = environment("REPRISE_LOG_FORMAT") == "json",
            LogLevel = environment("REPRISE_LOG_LEVEL"),
        };
    }

    private static RepriseException Invalid(string variable, string remedy) =>
        new(ErrorCodes.InvalidConfiguration, $"The environment variable {variable} is not understood: it is {remedy}.");
}
