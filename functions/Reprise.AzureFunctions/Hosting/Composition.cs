using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Reprise.AzureFunctions.Engine;
using Reprise.Core.Configuration;
using Reprise.MySql;
using Reprise.Pipeline;
using Reprise.Pipeline.Operations;
using Reprise.Pipeline.Runs;
using Reprise.Postgres;
using Reprise.Reporting;
using Reprise.Snapshots;

namespace Reprise.AzureFunctions.Hosting;

/// <summary>What the function app is made of: the same pieces as the self-hosted process, with Durable Task as the engine.</summary>
internal static class Composition
{
    /// <summary>An attempt costs history here, so it works longer before it hands back; runs are slower to count as orphaned, because attempts wait in a queue.</summary>
    private static readonly PipelineOptions Options = new() { Slice = TimeSpan.FromSeconds(60), Silence = TimeSpan.FromMinutes(5) };

    /// <summary>Registers everything.</summary>
    /// <exception cref="Core.Problems.RepriseException">The configuration folder has problems: the app does not start.</exception>
    public static void AddReprise(this IServiceCollection services, FunctionSettings settings)
    {
        services.AddJsonLogging(settings.LogLevel);
        services.AddConfiguration(settings);
        services.AddReprisePipeline();
        services.AddEngine();
        services.AddHostedService<LedgerMigration>();
        services.Configure<JsonOptions>(options => RepriseJson.Apply(options.SerializerOptions));
    }

    private static void AddConfiguration(this IServiceCollection services, FunctionSettings settings)
    {
        var configuration = ConfigurationLoader.Load(settings.Configuration).Require();
        var secrets = new SecretResolver(configuration.Folder, Environment.GetEnvironmentVariable);
        services.AddSingleton(configuration);
        services.AddSingleton<ISecretResolver>(secrets);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Options);
        services.AddRepriseMySql();
        services.AddRepriseSnapshots(_ => new SnapshotSettings(
            secrets.Resolve(configuration.Snapshots),
            configuration.Container,
            secrets.Resolve(configuration.EncryptionKey)));
        services.AddReprisePostgres(_ => secrets.Resolve(configuration.Target));
        services.AddRepriseReporting();
    }

    private static void AddEngine(this IServiceCollection services)
    {
        services.AddSingleton<DurableInstances>();
        services.AddSingleton<IRunInstances>(provider => provider.GetRequiredService<DurableInstances>());
        services.AddSingleton<IRunDriver, InstanceDriver>();
    }
}
