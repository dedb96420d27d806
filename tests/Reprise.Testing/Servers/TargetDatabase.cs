using System.Security.Cryptography;
using Npgsql;

namespace Reprise.Testing.Servers;

/// <summary>An empty PostgreSQL database with a plain role that may create schemas in it and nothing more. Dropped on disposal.</summary>
public sealed class TargetDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private TargetDatabase(string server, string name, string password)
    {
        _server = server;
        _name = name;
        AsAdministrator = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
        AsReprise = new NpgsqlConnectionStringBuilder(server) { Database = name, Username = name, Password = password }.ConnectionString;
    }

    /// <summary>Connection string of the server's administrator to the database.</summary>
    public string AsAdministrator { get; }

    /// <summary>Connection string of the plain role.</summary>
    public string AsReprise { get; }

    /// <summary>Creates the database and its role.</summary>
    /// <param name="on">The server.</param>
    public static async Task<TargetDatabase> CreateAsync(TargetServer on = TargetServer.Postgres15)
    {
        var connection = TestServers.Target(on);
        var name = TestServers.UniqueName("target");
        var password = RandomNumberGenerator.GetHexString(24);
        await using var server = NpgsqlDataSource.Create(connection);
        await ExecuteAsync(server, $"CREATE ROLE {name} LOGIN PASSWORD '{password}'");
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        await ExecuteAsync(server, $"GRANT CREATE ON DATABASE {name} TO {name}");
        return new TargetDatabase(connection, name, password);
    }

    /// <summary>Executes statements as administrator, for tables that the plain role then may use.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(AsAdministrator);
        await ExecuteAsync(database, sql);
        await ExecuteAsync(database, $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {_name}; GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {_name}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using var server = NpgsqlDataSource.Create(_server);
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        await ExecuteAsync(server, $"DROP ROLE IF EXISTS {_name}");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
