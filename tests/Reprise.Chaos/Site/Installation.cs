using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Reprise.Chaos.Site;

/// <summary>One installation of Reprise: a configuration folder, and what its references point to.</summary>
internal sealed class Installation : IDisposable
{
    private readonly ChaosOptions _options;
    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-chaos-").FullName;
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private readonly string _container = $"chaos-{RandomNumberGenerator.GetHexString(12, lowercase: true)}";

    /// <summary>Writes one.</summary>
    /// <param name="options">Servers and program.</param>
    /// <param name="demo">The demo's databases.</param>
    /// <param name="servers">The proxies before them.</param>
    /// <param name="database">Target database.</param>
    public Installation(ChaosOptions options, Demo demo, Servers servers, string database)
    {
        _options = options;
        _environment["CHAOS_TARGET"] = servers.Target(demo.Target, database);
        _environment["CHAOS_BLOB"] = servers.Blobs;
        _environment["CHAOS_KEK"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        Write("reprise.yaml", $$"""
            target: { connection: env:CHAOS_TARGET }
            snapshots: { connection: env:CHAOS_BLOB, container: {{_container}} }
            keys: { encryption_key: env:CHAOS_KEK }
            defaults: { parallelism: 2, chunk_rows: 1000, gates: { quarantined_percent: 15 } }
            """);
        foreach (var (entity, plan) in Demo.Plans)
        {
            var variable = $"CHAOS_{entity.ToUpperInvariant().Replace('-', '_')}";
            _environment[variable] = servers.Source(demo.Sources[entity]);
            Write($"entities/{entity}.yaml", $$"""
                entity: {{entity}}
                name: Entité {{entity}}
                source: { connection: env:{{variable}} }
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
    public Task<Node> StartNodeAsync(CancellationToken cancellationToken) => Node.StartAsync(
        RepriseProcess.Start(
            _options.Host,
            _folder,
            new Dictionary<string, string>(_environment, StringComparer.Ordinal) { ["REPRISE_CLUSTER"] = "postgres", ["REPRISE_NODE_SILENCE"] = "6" },
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

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
