using System.Security.Cryptography;
using MySqlConnector;
using Npgsql;
using Reprise.DemoData;

namespace Reprise.Chaos.Site;

/// <summary>The demo's databases, made for one campaign.</summary>
internal sealed class Demo : IAsyncDisposable
{
    private readonly ChaosOptions _options;
    private readonly DemoResult _result;
    private readonly string _folder;

    private Demo(ChaosOptions options, DemoResult result, string prefix, string folder)
    {
        _options = options;
        _result = result;
        _folder = folder;
        Prefix = prefix;
    }

    /// <summary>Entities in the order in which they are migrated, with their plans.</summary>
    public static IReadOnlyList<(string Entity, string Plan)> Plans { get; } = [("national", "national"), ("ud-75", "dolibarr"), ("ud-69", "galette")];

    /// <summary>Beginning of all names.</summary>
    public string Prefix { get; }

    /// <summary>Connection string of each source.</summary>
    public IReadOnlyDictionary<string, string> Sources => _result.Sources;

    /// <summary>Connection string of the migration role.</summary>
    public string Target => _result.Target;

    /// <summary>Name of the application's database as it was before any run.</summary>
    public string Database => new NpgsqlConnectionStringBuilder(_result.Target).Database!;

    /// <summary>Name of the migration role.</summary>
    public string Role => new NpgsqlConnectionStringBuilder(_result.Target).Username!;

    /// <summary>Makes them.</summary>
    public static async Task<Demo> CreateAsync(ChaosOptions options, CancellationToken cancellationToken)
    {
        var prefix = $"chaos{RandomNumberGenerator.GetHexString(8, lowercase: true)}_";
        var folder = Directory.CreateTempSubdirectory("reprise-chaos-demo-").FullName;
        var result = await DemoDatabases.CreateAsync(
            new DemoOptions { MariaDb = options.MariaDb, Postgres = options.Postgres, OutputDirectory = folder, Seed = options.Seed, Scale = options.Scale, Prefix = prefix },
            cancellationToken);
        return new Demo(options, result, prefix, folder);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        await using (var source = new MySqlConnection(_options.MariaDb))
        {
            await source.OpenAsync();
            foreach (var connection in _result.Sources.Values.Select(text => new MySqlConnectionStringBuilder(text)))
            {
                await using var command = source.CreateCommand();
                command.CommandText = $"DROP DATABASE IF EXISTS `{connection.Database}`; DROP USER IF EXISTS '{connection.UserID}'@'%', '{connection.UserID}'@'localhost', '{connection.UserID}'@'127.0.0.1'";
                await command.ExecuteNonQueryAsync();
            }
        }

        await TargetCopy.ExecuteAsync(_options.Postgres, $"DROP DATABASE IF EXISTS \"{Database}\" WITH (FORCE)", CancellationToken.None);
        await TargetCopy.ExecuteAsync(_options.Postgres, $"DROP ROLE IF EXISTS \"{Role}\", \"{Prefix}app_owner\"", CancellationToken.None);
    }
}
