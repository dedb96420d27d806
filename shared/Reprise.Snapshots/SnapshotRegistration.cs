using Microsoft.Extensions.DependencyInjection;
using Reprise.Core.Ports;
using Reprise.Snapshots.Keys;

namespace Reprise.Snapshots;

/// <summary>Registers this assembly's ports.</summary>
public static class SnapshotRegistration
{
    /// <summary>Registers <see cref="ISnapshotStore"/>, <see cref="IDataKeys"/> and <see cref="ILedgerSeal"/>, all singletons.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="settings">Called once, when one of them is first asked for; resolves the secrets.</param>
    public static IServiceCollection AddRepriseSnapshots(this IServiceCollection services, Func<IServiceProvider, SnapshotSettings> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddSingleton<SnapshotSettings>(settings);
        services.AddSingleton<ISnapshotStore, BlobSnapshotStore>();
        services.AddSingleton<IDataKeys, DataKeys>();
        services.AddSingleton<ILedgerSeal, LedgerSeal>();
        return services;
    }
}
