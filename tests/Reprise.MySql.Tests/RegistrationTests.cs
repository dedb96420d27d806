using Microsoft.Extensions.DependencyInjection;
using Reprise.Core.Ports;

namespace Reprise.MySql.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void The_source_is_registered_with_a_clock()
    {
        var services = new ServiceCollection().AddRepriseMySql();

        Assert.Contains(services, service => service.ServiceType == typeof(ISource) && service.Lifetime == ServiceLifetime.Singleton);
        Assert.Contains(services, service => service.ServiceType == typeof(TimeProvider));
    }
}
