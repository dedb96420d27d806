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

    /// <summary>Seconds that the comparison of every cell took of the run.</summary>
    public async Task<double> VerificationSecondsAsync(CancellationToken cancellationToken) => Convert.ToDouble(
        await ScalarAsync("SELECT extract(epoch FROM max(recorded_at) FILTER (WHERE kind = 'VerifyTable') - max(recorded_at) FILTER (WHERE kind = 'PublishLot')) FROM reprise.step", cancellationToken),
        CultureInfo.InvariantCulture);

    /// <summary>Rows that the run read.</summary>
    public async Task<long> RowsAsync(CancellationToken cancellationToken) =>
        Convert.ToInt64(await ScalarAsync("SELECT sum(read) FROM reprise.table_figures", cancellationToken), CultureInfo.InvariantCulture);

    private async Task<object?> ScalarAsync(string query, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(Connection);
        await using var command = source.CreateCommand(query);
        return await command.ExecuteScalarAsync(cancellationToken);
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
