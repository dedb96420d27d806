using System.Net;
using System.Net.Sockets;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;

namespace Reprise.Host.Engine;

/// <summary>The Orleans silo of this process: alone by default, or one of several that find each other through PostgreSQL.</summary>
internal static class Silo
{
    /// <summary>Adds the silo.</summary>
    /// <param name="builder">Host.</param>
    /// <param name="cluster">The cluster that it joins; null = this process alone.</param>
    public static void AddSilo(this IHostApplicationBuilder builder, Cluster? cluster) => builder.UseOrleans(silo =>
    {
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
            isSupported: type => type.Namespace?.StartsWith("Reprise.", StringComparison.Ordinal) == true));
        silo.Services.AddSingleton<StepAttempts>();
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = "reprise";
            options.ServiceId = "reprise";
        });
        // One grain per step in flight and source: the default, a million, costs 18 MB before the first of them.
        silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = 4096);
        if (cluster is null)
        {
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
        }
        else
        {
            silo.Join(cluster);
        }
    });

    private static void Join(this ISiloBuilder silo, Cluster cluster)
    {
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.ConnectionString = new NpgsqlConnectionStringBuilder(cluster.Connection) { SearchPath = "reprise" }.ConnectionString;
        });
        silo.ConfigureEndpoints(cluster.Address, cluster.Port ?? FreePort(), gatewayPort: 0);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            // Three probes without an answer: half of the silence after which the node's runs are carried on elsewhere.
            options.ProbeTimeout = cluster.Silence / 6;
            options.NumMissedProbesLimit = 3;
            options.TableRefreshTimeout = 2 * cluster.Silence;
        });
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
