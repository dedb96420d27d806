using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Reprise.Host.Hosting;

/// <summary>Serilog: text for people or compact JSON for machines, always on standard error, run and entity on every event of a step.</summary>
internal static class Logging
{
    private const string Template = "{Timestamp:HH:mm:ss} {Level:u3} {RunId} {Message:lj}{NewLine}{Exception}";

    /// <summary>Adds the logger.</summary>
    /// <param name="services">Services.</param>
    /// <param name="settings">Settings of the process.</param>
    /// <param name="fallback">Level unless the settings name one.</param>
    public static IServiceCollection AddLog(this IServiceCollection services, HostSettings settings, LogEventLevel fallback)
    {
        var level = Enum.TryParse<LogEventLevel>(settings.LogLevel, ignoreCase: true, out var asked) ? asked : fallback;
        var logger = new LoggerConfiguration()
            .MinimumLevel.Is(level)
            .MinimumLevel.Override("Orleans", LogEventLevel.Error)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .Enrich.FromLogContext();
        logger = settings.LogsJson
            ? logger.WriteTo.Console(new RenderedCompactJsonFormatter(), standardErrorFromLevel: LogEventLevel.Verbose)
            : logger.WriteTo.Console(outputTemplate: Template, standardErrorFromLevel: LogEventLevel.Verbose);
        return services.AddSerilog(logger.CreateLogger(), dispose: true);
    }
}
