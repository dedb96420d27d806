using Npgsql;

namespace Reprise.EndToEnd.Tests.Operator;

/// <summary>Holds a run at a checkpoint: locks a table of the ledger against writes, so that a step that comes to write there waits, however fast or slow the machine is.</summary>
internal sealed class LedgerGate : IAsyncDisposable
{
    private readonly NpgsqlDataSource _target;
    private readonly NpgsqlConnection _connection;
    private readonly string _table;

    private LedgerGate(NpgsqlDataSource target, NpgsqlConnection connection, string table)
    {
        _target = target;
        _connection = connection;
        _table = table;
    }

    /// <summary>Closes the gate before a ledger table.</summary>
    public static async Task<LedgerGate> CloseAsync(NpgsqlDataSource target, string table)
    {
        var connection = await target.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"BEGIN; LOCK TABLE reprise.{table} IN EXCLUSIVE MODE";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new LedgerGate(target, connection, table);
    }

    /// <summary>Waits until a step stands before the gate.</summary>
    public async Task WaitForArrivalAsync()
    {
        await using var command = _target.CreateCommand("SELECT count(*) FROM pg_locks WHERE relation = ($1)::regclass AND NOT granted");
        command.Parameters.Add(new NpgsqlParameter { Value = $"reprise.{_table}" });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while ((long)(await command.ExecuteScalarAsync(patience.Token))! == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Id of the run started last.</summary>
    public async Task<string> NewestRunAsync()
    {
        await using var command = _target.CreateCommand("SELECT id FROM reprise.run ORDER BY started_at DESC LIMIT 1");
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Opens the gate.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (var command = _connection.CreateCommand())
        {
            command.CommandText = "ROLLBACK";
            await command.ExecuteNonQueryAsync();
        }

        await _connection.DisposeAsync();
    }
}
