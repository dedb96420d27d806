using System.Net;
using Reprise.Core.Problems;
using Reprise.Host.Hosting;

namespace Reprise.Host.Tests;

/// <summary>Settings of the process.</summary>
public sealed class HostSettingsTests
{
    [Fact]
    public void A_node_of_a_cluster_says_where_the_others_reach_it_and_how_long_it_may_be_silent()
    {
        var settings = Read(("REPRISE_CLUSTER", "postgres"), ("REPRISE_NODE_ADDRESS", "10.0.0.5"), ("REPRISE_NODE_PORT", "11111"), ("REPRISE_NODE_SILENCE", "10"));

        Assert.Equal((true, IPAddress.Parse("10.0.0.5"), 11111, TimeSpan.FromSeconds(10)), (settings.IsClustered, settings.NodeAddress, settings.NodePort, settings.Silence));
    }

    [Fact]
    public void A_node_that_is_told_nothing_is_on_this_machine_alone()
    {
        var settings = Read();

        Assert.Equal((false, IPAddress.Loopback, null, TimeSpan.FromSeconds(30)), (settings.IsClustered, settings.NodeAddress, settings.NodePort, settings.Silence));
    }

    [Theory]
    [InlineData("REPRISE_CLUSTER", "redis")]
    [InlineData("REPRISE_NODE_ADDRESS", "node-1")]
    [InlineData("REPRISE_NODE_ADDRESS", "0.0.0.0")]
    [InlineData("REPRISE_NODE_PORT", "70000")]
    [InlineData("REPRISE_NODE_SILENCE", "0")]
    [InlineData("REPRISE_NODE_SILENCE", "soon")]
    public void What_cannot_be_meant_is_refused_by_the_variables_name(string variable, string value)
    {
        var refused = Assert.Throws<RepriseException>(() => Read((variable, value)));

        Assert.Equal(ErrorCodes.InvalidConfiguration, refused.Code);
        Assert.Contains(variable, refused.Message, StringComparison.Ordinal);
    }

    private static HostSettings Read(params (string Name, string Value)[] variables) =>
        HostSettings.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
