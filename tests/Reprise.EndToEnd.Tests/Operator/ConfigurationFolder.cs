using System.Security.Cryptography;
using Reprise.Testing.Servers;

namespace Reprise.EndToEnd.Tests.Operator;

/// <summary>A configuration folder as an operator writes one, with what its references point to. Removed on disposal.</summary>
internal sealed class ConfigurationFolder : IDisposable
{
    private readonly Dictionary<string, string> _environment = [];

    private ConfigurationFolder(string path) => Path = path;

    public string Path { get; }

    public string Container { get; private init; } = string.Empty;

    public IReadOnlyDictionary<string, string> EnvironmentVariables => _environment;

    public RepriseCommand Reprise => new(Path, _environment);

    /// <summary>A folder with a target and a container of its own in Azurite.</summary>
    public static ConfigurationFolder Create(string target)
    {
        var container = TestServers.UniqueName("e2e-");
        var folder = new ConfigurationFolder(Directory.CreateTempSubdirectory("reprise-e2e-").FullName) { Container = container };
        folder._environment["E2E_TARGET"] = target;
        folder._environment["E2E_BLOB"] = TestServers.Azurite;
        folder._environment["E2E_KEK"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        folder.Write("reprise.yaml", $$"""
            target: { connection: env:E2E_TARGET }
            snapshots: { connection: env:E2E_BLOB, container: {{container}} }
            keys: { encryption_key: env:E2E_KEK }
            defaults: { parallelism: 2, chunk_rows: 5000, gates: { quarantined_percent: 15 } }
            """);
        return folder;
    }

    public ConfigurationFolder WithEntity(string code, string source, string plan, string more = "")
    {
        var variable = "E2E_" + code.ToUpperInvariant().Replace('-', '_');
        _environment[variable] = source;
        return Write($"entities/{code}.yaml", $$"""
            entity: {{code}}
            name: Entité {{code}}
            source: { connection: env:{{variable}} }
            plan: {{plan}}
            {{more}}
            """);
    }

    public ConfigurationFolder WithVariable(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    public ConfigurationFolder WithPlansFrom(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories))
        {
            Write(System.IO.Path.Combine("plans", System.IO.Path.GetRelativePath(folder, file)), File.ReadAllText(file));
        }

        return this;
    }

    public ConfigurationFolder Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
