using Reprise.Core.Ports;
using Reprise.Host.Engine;
using Reprise.Pipeline;
using Reprise.Pipeline.Runs;
using Serilog.Events;

namespace Reprise.Host.Hosting;

/// <summary>The processes that commands run in.</summary>
internal static class Application
{
    /// <summary>Services without an engine, for commands that only look.</summary>
    public static ServiceProvider Looking(LoadedConfiguration loaded, HostSettings settings) => new ServiceCollection()
        .AddLog(settings, LogEventLevel.Warning)
        .AddReprise(loaded)
        .AddNoDriver()
        .BuildServiceProvider();

    /// <summary>A host with an engine of its own, for commands that carry runs on. Started; the caller stops it.</summary>
    public static async Task<IHost> StartDrivingAsync(LoadedConfiguration loaded, HostSettings settings, CancellationToken cancellationToken)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLog(settings, LogEventLevel.Warning).AddReprise(loaded).AddSingleton<IRunDriver, OrleansDriver>();
        builder.AddSilo(cluster: null);
        var host = builder.Build();
        await host.Services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
        return host;
    }

    /// <summary>The function app: HTTP, timer and engine.</summary>
    public static async Task<WebApplication> BuildServingAsync(LoadedConfiguration loaded, HostSettings settings, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(settings.Urls);
        builder.Services.AddRoutingCore();
        builder.Services.AddLog(settings, LogEventLevel.Information).AddReprise(loaded).AddSingleton<IRunDriver, OrleansDriver>();
        builder.Services.AddSingleton(settings).AddHostedService<OrphanWatch>().AddHostedService<SyncTimer>();
        builder.Services.AddSingleton(new PipelineOptions { Silence = settings.Silence });
        builder.AddSilo(settings.IsClustered ? new Cluster(loaded.Secrets.Resolve(loaded.Configuration.Target), settings.NodeAddress, settings.NodePort, settings.Silence) : null);
        Routing.Routes.AddServices(builder.Services);
        var application = builder.Build();
        await application.Services.GetRequiredService<IRunLedger>().MigrateAsync(cancellationToken);
        Routing.Routes.Map(application);
        return application;
    }
}
