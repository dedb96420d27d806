using System.Globalization;
using System.Net;
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

    /// <summary><c>REPRISE_NODE_ADDRESS</c>: IP address at which the other nodes of a cluster reach this one. Default: loopback, for nodes on one machine.</summary>
    public IPAddress NodeAddress { get; init; } = IPAddress.Loopback;

    /// <summary><c>REPRISE_NODE_PORT</c>: port at that address; null = a free one.</summary>
    public int? NodePort { get; init; }

    /// <summary><c>REPRISE_NODE_SILENCE</c>, seconds: silence after which a node counts as gone and its runs are carried on elsewhere; the same on all nodes. Default: 30.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

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

        var address = environment("REPRISE_NODE_ADDRESS") is { Length: > 0 } text ? ParseAddress(text) : defaults.NodeAddress;
        var schedule = environment("REPRISE_SYNC_SCHEDULE") ?? defaults.SyncSchedule;
        if (!CronExpression.TryParse(schedule, out _))
        {
            throw Invalid("REPRISE_SYNC_SCHEDULE", "a cron expression of five fields, such as '*/5 * * * *'");
        }

        return new HostSettings
        {
            Urls = environment("REPRISE_URLS") ?? defaults.Urls,
            IsClustered = cluster == "postgres",
            NodeAddress = address,
            NodePort = Number(environment, "REPRISE_NODE_PORT", 1, IPEndPoint.MaxPort),
            Silence = Number(environment, "REPRISE_NODE_SILENCE", 3, 3600) is { } seconds ? TimeSpan.FromSeconds(seconds) : defaults.Silence,
            SyncSchedule = schedule,
            LogsJson = environment("REPRISE_LOG_FORMAT") == "json",
            LogLevel = environment("REPRISE_LOG_LEVEL"),
        };
    }

    private static IPAddress ParseAddress(string text) => IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
        ? address
        : throw Invalid("REPRISE_NODE_ADDRESS", "an IP address of this machine that the other nodes reach, such as 10.0.0.5");

    private static int? Number(Func<string, string?> environment, string variable, int from, int to) => environment(variable) switch
    {
        null or "" => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to => number,
        _ => throw Invalid(variable, string.Create(CultureInfo.InvariantCulture, $"a whole number from {from} to {to}")),
    };

    private static RepriseException Invalid(string variable, string remedy) =>
        new(ErrorCodes.InvalidConfiguration, $"The environment variable {variable} is not understood: it is {remedy}.");
}
