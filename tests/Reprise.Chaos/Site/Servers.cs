using Azure.Storage.Blobs;
using MySqlConnector;
using Npgsql;
using Reprise.Chaos.Faults;
using Reprise.Chaos.Proxy;

namespace Reprise.Chaos.Site;

/// <summary>The three servers as Reprise sees them: each behind a proxy.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly Dictionary<Server, FaultProxy> _proxies;
    private readonly string _blobs;

    public Servers(ChaosOptions options)
    {
        var source = new MySqlConnectionStringBuilder(options.MariaDb);
        var target = new NpgsqlConnectionStringBuilder(options.Postgres);
        var store = new BlobServiceClient(options.Blobs).Uri;
        _blobs = options.Blobs;
        _proxies = new()
        {
            [Server.MariaDb] = FaultProxy.Before(source.Server, (int)source.Port, Traffic),
            [Server.Postgres] = FaultProxy.Before(target.Host!, target.Port, Traffic),
            [Server.Blob] = FaultProxy.Before(store.Host, store.Port, Traffic),
        };
    }

    /// <summary>What passes, all three together.</summary>
    public Traffic Traffic { get; } = new();

    /// <summary>The store's connection string.</summary>
    public string Blobs
    {
        get
        {
            var store = new BlobServiceClient(_blobs).Uri;
            return _blobs.Replace($"{store.Host}:{store.Port}", $"127.0.0.1:{_proxies[Server.Blob].Port}", StringComparison.Ordinal);
        }
    }

    /// <summary>The proxy before a server.</summary>
    public FaultProxy this[Server server] => _proxies[server];

    /// <summary>Everything passes one narrow line.</summary>
    public void Narrow(Link link)
    {
        foreach (var proxy in _proxies.Values)
        {
            proxy.Turn(Weather.Slow(link));
        }
    }

    /// <summary>A source's connection string.</summary>
    public string Source(string connection) => new MySqlConnectionStringBuilder(connection) { Server = "127.0.0.1", Port = (uint)_proxies[Server.MariaDb].Port }.ConnectionString;

    /// <summary>The target's connection string.</summary>
    public string Target(string connection, string database) =>
        new NpgsqlConnectionStringBuilder(connection) { Host = "127.0.0.1", Port = _proxies[Server.Postgres].Port, Database = database }.ConnectionString;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies.Values)
        {
            await proxy.DisposeAsync();
        }
    }
}
