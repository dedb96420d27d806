using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Reprise.Core.Ports;

namespace Reprise.MySql;

/// <summary>Registers the source adapter.</summary>
public static class Registration
{
    /// <summary>Adds <see cref="ISource"/> for MySQL and MariaDB, and the system clock unless there is one.</summary>
    public static IServiceCollection AddRepriseMySql(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISource, MySqlSource>();
        return services;
    }
}
