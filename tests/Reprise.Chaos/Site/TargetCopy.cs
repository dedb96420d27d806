using Npgsql;

namespace Reprise.Chaos.Site;

/// <summary>A copy of a target database for one run.</summary>
internal sealed class TargetCopy : IAsyncDisposable
{
    private readonly string _server;

    private TargetCopy(string server, string name)
    {
        _server = server;
        Name = name;
    }

    /// <summary>Name of the database.</summary>
    public string Name { get; }

    /// <summary>Connection string of an administrator. Never pooled: an open connection would keep the database from being copied or dropped.</summary>
    public string AsAdministrator => Administrator(_server, Name);

    /// <summary>Copies a database nobody is connected to.</summary>
    /// <param name="server">Administrator's connection string.</param>
    /// <param name="template">The database to copy.</param>
    /// <param name="name">Name of the copy.</param>
    /// <param name="role">Role that Reprise works as: what may be done in a database is not copied with it.</param>
    /// <param name="tablespace">Where to; null = where the server keeps its data.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<TargetCopy> CreateAsync(string server, string template, string name, string role, string? tablespace, CancellationToken cancellationToken)
    {
        var place = tablespace is null ? string.Empty : $" TABLESPACE \"{tablespace}\"";
        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", cancellationToken);
        await ExecuteAsync(server, $"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"{place}", cancellationToken);
        await ExecuteAsync(server, $"GRANT CONNECT, CREATE, TEMPORARY ON DATABASE \"{name}\" TO \"{role}\"", cancellationToken);
        return new TargetCopy(server, name);
    }

    /// <summary>An administrator's connection string to one database.</summary>
    public static string Administrator(string server, string database) => new NpgsqlConnectionStringBuilder(server) { Database = database, Pooling = false }.ConnectionString;

    /// <summary>Runs a statement of administration.</summary>
    public static async Task ExecuteAsync(string server, string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await ExecuteAsync(_server, $"DROP DATABASE IF EXISTS \"{Name}\" WITH (FORCE)", CancellationToken.None);
}
