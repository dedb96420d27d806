using MySqlConnector;
using Npgsql;
using Reprise.DemoData;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.Testing.Servers;
using Xunit.Sdk;

namespace Reprise.EndToEnd.Tests.Servers;

/// <summary>The demo's databases at test size, under names of their own; dropped at the end.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private readonly string _prefix = TestServers.UniqueName("e2e") + "_";
    private string? _directory;
    private DemoResult? _demo;
    private SkipException? _absence;

    internal DemoResult Demo => _demo ?? throw _absence ?? (Exception)new InvalidOperationException("The demo databases are not there.");

    internal static string DemoConfig => Path.Combine(RepositoryRoot.Path, "infra", "local", "demo", "config");

    /// <summary>Connection string of an administrator to the application's database.</summary>
    internal string TargetAsAdministrator => new NpgsqlConnectionStringBuilder(TestServers.Postgres)
    {
        Database = new NpgsqlConnectionStringBuilder(Demo.Target).Database,
    }.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        _directory = Directory.CreateTempSubdirectory("reprise-demo-").FullName;
        try
        {
            var options = new DemoOptions
            {
                MariaDb = TestServers.MariaDb,
                Postgres = TestServers.Postgres,
                OutputDirectory = _directory,
                Seed = 7,
                Scale = 0.02,
                Prefix = _prefix,
            };
            _demo = await DemoDatabases.CreateAsync(options, TestContext.Current.CancellationToken);
        }
        catch (SkipException absence)
        {
            // A fixture that skips fails its tests: each of them skips by itself.
            _absence = absence;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_demo is null)
        {
            return;
        }

        await using (var source = new MySqlConnection(TestServers.MariaDb))
        {
            await source.OpenAsync();
            foreach (var connection in _demo.Sources.Values.Select(text => new MySqlConnectionStringBuilder(text)))
            {
                await using var command = source.CreateCommand();
                command.CommandText = $"DROP DATABASE IF EXISTS `{connection.Database}`; DROP USER IF EXISTS '{connection.UserID}'@'%', '{connection.UserID}'@'localhost', '{connection.UserID}'@'127.0.0.1'";
                await command.ExecuteNonQueryAsync();
            }
        }

        NpgsqlConnection.ClearAllPools();
        await using var target = NpgsqlDataSource.Create(TestServers.Postgres);
        await using var drop = target.CreateCommand($"DROP DATABASE IF EXISTS \"{new NpgsqlConnectionStringBuilder(_demo.Target).Database}\" WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
        Directory.Delete(_directory!, recursive: true);
    }

    /// <summary>The demo's own configuration, pointed at these databases.</summary>
    internal ConfigurationFolder Configure(string more = "")
    {
        var folder = ConfigurationFolder.Create(Demo.Target).WithPlansFrom(Path.Combine(DemoConfig, "plans"));
        foreach (var (entity, plan) in new[] { ("national", "national"), ("ud-75", "dolibarr"), ("ud-69", "galette") })
        {
            folder.WithEntity(entity, Demo.Sources[entity], plan, more);
        }

        return folder;
    }
}
