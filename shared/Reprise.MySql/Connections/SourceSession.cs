using System.Data;
using System.Globalization;
using MySqlConnector;
using Reprise.Core.Problems;

namespace Reprise.MySql.Connections;

/// <summary>One connection, set up so that values mean the same everywhere: UTC, utf8mb4, no surprises from <c>sql_mode</c>, repeatable reads.</summary>
/// <remarks>Not thread-safe. Failures of the driver leave it as <see cref="RepriseException"/>.</remarks>
internal sealed class SourceSession : IAsyncDisposable
{
    /// <summary>Seconds that a reader waits for a table somebody is altering.</summary>
    private const int LockWaitSeconds = 60;

    private const int WeekSeconds = 604_800;

    private SourceSession(MySqlConnection connection, SourceSettings settings, ServerVersion version)
    {
        Connection = connection;
        Settings = settings;
        Version = version;
    }

    /// <summary>The open connection.</summary>
    public MySqlConnection Connection { get; }

    /// <summary>Where it leads.</summary>
    public SourceSettings Settings { get; }

    /// <summary>What answers there.</summary>
    public ServerVersion Version { get; }

    /// <summary>True while the server side of the session, and so its transaction, exists as far as the driver knows.</summary>
    public bool IsOpen => Connection.State == ConnectionState.Open;

    /// <summary>Connects and sets the session up.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.ConnectionFailed"/>.</exception>
    public static async Task<SourceSession> OpenAsync(SourceSettings settings, CancellationToken cancellationToken)
    {
        var connection = new MySqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new MySqlCommand("SELECT VERSION()", connection);
            var version = ServerVersion.Parse((string)(await command.ExecuteScalarAsync(cancellationToken))!);
            command.CommandText = SetUp(version);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new SourceSession(connection, settings, version);
        }
        catch (Exception failure)
        {
            await connection.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (SourceFailure.IsKnown(failure))
            {
                throw new SourceUnavailableException(SourceFailure.OfConnecting(failure, settings));
            }

            throw;
        }
    }

    /// <summary>Executes a statement without rows.</summary>
    public async Task ExecuteAsync(string sql, string work, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, Connection);
        await RunAsync(command.ExecuteNonQueryAsync, work, cancellationToken);
    }

    /// <summary>Executes a query and reads all of its rows, of which there must be few.</summary>
    public Task<List<T>> QueryAsync<T>(string sql, Func<MySqlDataReader, T> read, string work, CancellationToken cancellationToken) =>
        QueryAsync(sql, static _ => { }, read, work, cancellationToken);

    /// <summary>Executes a query with parameters and reads all of its rows, of which there must be few.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Action<MySqlParameterCollection> bind, Func<MySqlDataReader, T> read, string work, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand(sql, Connection);
        bind(command.Parameters);
        return await RunAsync(ReadAllAsync, work, cancellationToken);

        async Task<List<T>> ReadAllAsync(CancellationToken token)
        {
            var rows = new List<T>();
            await using var reader = await command.ExecuteReaderAsync(token);
            while (await reader.ReadAsync(token))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> run, string work, CancellationToken cancellationToken)
    {
        try
        {
            return await run(cancellationToken);
        }
        catch (Exception failure) when (SourceFailure.IsKnown(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SourceException(failure, SourceFailure.OfWork(failure, Settings, work));
        }
    }

    private static string SetUp(ServerVersion version)
    {
        List<string> variables =
        [
            "sql_mode = ''",
            "time_zone = '+00:00'",

            // What a server may set for everybody: transactions that nobody began, answers that are cut, and refusing what reads many rows.
            "autocommit = 1",
            "sql_select_limit = 18446744073709551615",
            "sql_big_selects = 1",
            string.Create(CultureInfo.InvariantCulture, $"wait_timeout = {WeekSeconds}"),
            "net_read_timeout = 3600",
            "net_write_timeout = 3600",
            string.Create(CultureInfo.InvariantCulture, $"lock_wait_timeout = {LockWaitSeconds}"),
        ];
        if (version.IsMariaDbFrom(10, 1, 2))
        {
            variables.Add("max_statement_time = 0");
        }

        if (version.IsMariaDbFrom(10, 3))
        {
            // An idle reader holds the consistent point: https://mariadb.com/kb/en/transaction-timeouts/
            variables.Add("idle_transaction_timeout = 0");
            variables.Add("idle_readonly_transaction_timeout = 0");
        }

        if (version.IsMySqlFrom(5, 7, 8))
        {
            variables.Add("max_execution_time = 0");
        }

        if (version.IsMySqlFrom(8, 0, 3))
        {
            // Otherwise row estimates may be a day old: https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_information_schema_stats_expiry
            variables.Add("information_schema_stats_expiry = 0");
        }

        return $"SET NAMES utf8mb4; SET SESSION {string.Join(", SESSION ", variables)}; SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ";
    }
}
