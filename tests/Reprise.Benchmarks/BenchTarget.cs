using System.Globalization;
using Npgsql;

namespace Reprise.Benchmarks;

/// <summary>An empty target database for one move; dropped on disposal, and the server brought to rest.</summary>
internal sealed class BenchTarget : IAsyncDisposable
{
    private const string Name = "reprise_bench";

    private readonly string _server;

    private BenchTarget(string server)
    {
        _server = server;
        Connection = new NpgsqlConnectionStringBuilder(server) { Database = Name, Pooling = true }.ConnectionString;
    }

    /// <summary>Connection string.</summary>
    public string Connection { get; }

    /// <summary>Creates it.</summary>
    public static async Task<BenchTarget> CreateAsync(string server, CancellationToken cancellationToken)
    {
        var target = new BenchTarget(server);
        await target.ServerAsync([$"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", $"CREATE DATABASE {Name}", "CHECKPOINT"], cancellationToken);
        return target;
    }

    /// <summary>Time that verification took of a run, divided by the rest of it.</summary>
    public async Task<double> VerificationShareAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(Connection);
        await using var command = source.CreateCommand(
            """
            SELECT extract(epoch FROM v.ended - v.began) / nullif(extract(epoch FROM r.ended_at - r.started_at) - extract(epoch FROM v.ended - v.began), 0)
            FROM reprise.run AS r,
                 (SELECT max(recorded_at) FILTER (WHERE kind = 'PublishLot') AS began, max(recorded_at) FILTER (WHERE kind = 'VerifyTable') AS ended FROM reprise.step) AS v
            """);
        return Convert.ToDouble(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await ServerAsync([$"DROP DATABASE IF EXISTS {Name} WITH (FORCE)"], CancellationToken.None);
    }

    private async Task ServerAsync(string[] statements, CancellationToken cancellationToken)
    {
        await using var server = NpgsqlDataSource.Create(_server);
        foreach (var statement in statements)
        {
            await using var command = server.CreateCommand(statement);
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
