using Reprise.Core.Problems;
using Serilog.Events;

namespace Reprise.AzureFunctions.Hosting;

/// <summary>Settings of the function app, from its app settings (environment variables). What belongs to a migration is in the configuration folder instead.</summary>
internal sealed record FunctionSettings
{
    /// <summary><c>REPRISE_CONFIG</c>: the configuration folder; relative to the app's own. Default: <c>config</c>.</summary>
    public required string Configuration { get; init; }

    /// <summary><c>REPRISE_LOG_LEVEL</c>: <c>Debug</c>, <c>Information</c>, <c>Warning</c> or <c>Error</c>. Default: <c>Information</c>.</summary>
    public required LogEventLevel LogLevel { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="RepriseException">One of them is not understood.</exception>
    public static FunctionSettings Read(Func<string, string?> setting)
    {
        var level = setting("REPRISE_LOG_LEVEL") ?? nameof(LogEventLevel.Information);
        if (!Enum.TryParse<LogEventLevel>(level, ignoreCase: true, out var parsed))
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, "The app setting REPRISE_LOG_LEVEL is not understood: it is Debug, Information, Warning or Error.");
        }

        return new FunctionSettings
        {
            Configuration = Path.Combine(AppContext.BaseDirectory, setting("REPRISE_CONFIG") ?? "config"),
            LogLevel = parsed,
        };
    }
}
