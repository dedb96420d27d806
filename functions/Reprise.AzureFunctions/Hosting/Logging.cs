using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Reprise.AzureFunctions.Hosting;

/// <summary>Logs as compact JSON, one event a line, on the standard output that the Functions host collects. Run and entity are on every event of a run's work.</summary>
internal static class Logging
{
    public static void AddJsonLogging(this IServiceCollection services, LogEventLevel level) => services.AddSerilog(logger => logger
        .MinimumLevel.Is(level)
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("System", LogEventLevel.Warning)
        .Enrich.FromLogContext()
        .Enrich.WithProperty("Application", "Reprise")
        .WriteTo.Console(new RenderedCompactJsonFormatter()));
}
