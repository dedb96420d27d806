using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Reprise.Chaos.Site;

/// <summary>One installation of Reprise: a configuration folder, and what its references point to.</summary>
internal sealed class Installation : IDisposable
{
    private readonly ChaosOptions _options;
    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-chaos-").FullName;
    private readonly Dictionary<string, string> _environment;
    private readonly Demo _demo;
    private readonly string _database;
    private readonly string _kek = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly string _container = $"chaos-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    /// <summary>Writes one.</summary>
    /// <param name="options">Servers and program.</param>
    /// <param name="demo">The demo's databases.</param>
    /// <param name="servers">The proxies before them.</param>
    /// <param name="database">Target database.</param>
    /// <param name="parallelism">Steps of a run at the same time.</param>
    public Installation(ChaosOptions options, Demo demo, Servers servers, string database, int parallelism = 2)
    {
        _options = options;
        _demo = demo;
        _database = database;
        _environment = Through(servers);
        Write("reprise.yaml", $$"""
            target: { connection: env:CHAOS_TARGET }
            snapshots: { connection: env:CHAOS_BLOB, container: {{_container}} }
            keys: { encryption_key: env:CHAOS_KEK }
            defaults: { parallelism: {{parallelism}}, chunk_rows: 1000, gates: { quarantined_percent: 15 } }
            """);
        foreach (var (entity, plan) in Demo.Plans)
        {
            Write($"entities/{entity}.yaml", $$"""
                entity: {{entity}}
                name: Entité {{entity}}
                source: { connection: env:{{Variable(entity)}} }
                plan: {{plan}}
                """);
        }

        foreach (var file in Directory.EnumerateFiles(options.Plans, "*.yaml", SearchOption.AllDirectories))
        {
            Write(Path.Combine("plans", Path.GetRelativePath(options.Plans, file)), File.ReadAllText(file));
        }
    }

    /// <summary>Starts a command.</summary>
    public RepriseProcess Start(params string[] arguments) => RepriseProcess.Start(_options.Host, _folder, _environment, arguments);

    /// <summary>Starts a node of a cluster.</summary>
    /// <param name="own">Proxies of the node's own; null = those of the installation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Node> StartNodeAsync(Servers? own, CancellationToken cancellationToken) => Node.StartAsync(
        RepriseProcess.Start(
            _options.Host,
            _folder,
            new Dictionary<string, string>(own is null ? _environment : Through(own), StringComparer.Ordinal) { ["REPRISE_CLUSTER"] = "postgres", ["REPRISE_NODE_SILENCE"] = "6" },
            ["serve", "--urls", "http://127.0.0.1:0"]),
        cancellationToken);

    /// <summary>Names of the blobs that are there.</summary>
    public async Task<IReadOnlyList<string>> ListBlobsAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var container = new BlobContainerClient(_options.Blobs, _container);
        if (await container.ExistsAsync(cancellationToken))
        {
            await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions(), cancellationToken))
            {
                names.Add(blob.Name);
            }
        }

        return names;
    }

    /// <summary>Removes folder and container.</summary>
    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        new BlobContainerClient(_options.Blobs, _container).DeleteIfExists();
    }

    private static string Variable(string entity) => $"CHAOS_{entity.ToUpperInvariant().Replace('-', '_')}";

    private Dictionary<string, string> Through(Servers servers)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CHAOS_TARGET"] = servers.Target(_demo.Target, _database),
            ["CHAOS_BLOB"] = servers.Blobs,
            ["CHAOS_KEK"] = _kek,
        };
        foreach (var (entity, _) in Demo.Plans)
        {
            environment[Variable(entity)] = servers.Source(_demo.Sources[entity]);
        }

        return environment;
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
