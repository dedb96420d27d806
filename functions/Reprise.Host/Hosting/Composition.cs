using Reprise.Core.Configuration;
using Reprise.Core.Problems;
using Reprise.MySql;
using Reprise.Pipeline;
using Reprise.Pipeline.Runs;
using Reprise.Postgres;
using Reprise.Reporting;
using Reprise.Snapshots;

namespace Reprise.Host.Hosting;

/// <summary>Puts the parts together: the only place of this host that knows all adapters.</summary>
internal static class Composition
{
    /// <summary>Environment variable that names the configuration folder.</summary>
    public const string FolderVariable = "REPRISE_CONFIG";

    /// <summary>Reads the configuration folder.</summary>
    /// <param name="folder">Its path; null = what the environment names.</param>
    /// <param name="planned">A plan that is about to be written, which entities may name already; null = none.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/> with all problems.</exception>
    public static LoadedConfiguration Load(string? folder, string? planned = null)
    {
        folder ??= Environment.GetEnvironmentVariable(FolderVariable);
        if (string.IsNullOrEmpty(folder))
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"No configuration folder: say --config DIR or set {FolderVariable}.");
        }

        var configuration = ConfigurationLoader.Load(folder, planned).Require();
        return new LoadedConfiguration(configuration, new SecretResolver(configuration.Folder, Environment.GetEnvironmentVariable));
    }

    /// <summary>Registers configuration, adapters and pipeline.</summary>
    public static IServiceCollection AddReprise(this IServiceCollection services, LoadedConfiguration loaded)
    {
        var (configuration, secrets) = loaded;
        services.AddSingleton(configuration);
        services.AddSingleton(secrets);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new PipelineOptions());
        services.AddRepriseMySql();
        services.AddRepriseSnapshots(_ => new SnapshotSettings(secrets.Resolve(configuration.Snapshots), configuration.Container, secrets.Resolve(configuration.EncryptionKey)));
        services.AddReprisePostgres(_ => secrets.Resolve(configuration.Target));
        services.AddRepriseReporting();
        services.AddReprisePipeline();
        return services;
    }

    /// <summary>For commands that start nothing: runs are handed to nobody.</summary>
    public static IServiceCollection AddNoDriver(this IServiceCollection services) => services.AddSingleton<IRunDriver, NoDriver>();

    private sealed class NoDriver : IRunDriver
    {
        public Task DriveAsync(Core.Runs.RunId run, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("This command carries no run on.");
    }
}
