using System.Runtime.CompilerServices;
using Npgsql;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Connections;

/// <summary>The target database: one pool of connections, pinned settings, transactions under a run's lease.</summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>How long a statement waits for a lock before it gives up, to be tried again later.</summary>
    internal const string LockTimeout = "30s";

    /// <summary>How values read as text, whatever database or role prefer: records are hashed as text. And rows that a policy hides are an error, not absent.</summary>
    private const string TextForms = "-c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex -c extra_float_digits=1 -c row_security=off";

    /// <summary>Each statement of a run is another one and runs once: what the server would compile for it (https://www.postgresql.org/docs/current/jit-decision.html) is never used again.</summary>
    private const string Planning = "-c jit=off";

    /// <summary>A backend whose client's machine is gone would keep its locks for hours (https://www.postgresql.org/docs/current/runtime-config-connection.html#RUNTIME-CONFIG-TCP-SETTINGS).</summary>
    private const string Watch = "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=6";

    // FOR KEY SHARE: writers of a run do not hinder each other, its heartbeat or its status, all of which leave the key alone; only a
    // take-over, FOR UPDATE, waits for them (https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-ROWS).
    // The statement of a node that died would hold the run until its end, so the server looks for its client where it can
    // (PostgreSQL 14 on Linux: https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-CLIENT-CONNECTION-CHECK-INTERVAL).
    // The advisory lock names the transaction: whoever takes the run over ends those of a node that stands still.
    private const string Fence =
        """
        SELECT epoch,
               pg_advisory_xact_lock_shared(hashtextextended('reprise run ' || id, 0)),
               CASE WHEN version() LIKE '%linux%' AND current_setting('client_connection_check_interval', true) IS NOT NULL
                    THEN set_config('client_connection_check_interval', '5s', true)
               END
        FROM reprise.run WHERE id = $1 FOR KEY SHARE
        """;

    private readonly NpgsqlConnectionStringBuilder _pinned;

    /// <summary>Opens the pool; nothing is connected yet.</summary>
    /// <param name="connection">Npgsql connection string: a secret.</param>
    /// <exception cref="RepriseException">It cannot be read as one.</exception>
    public Database(string connection)
    {
        _pinned = Pinned(connection);
        Source = NpgsqlDataSource.Create(_pinned);
    }

    /// <summary>The pool.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>A pool of its own with one more setting, such as <c>-c statement_timeout=10s</c>. The caller disposes it.</summary>
    public NpgsqlDataSource CreateSource(string setting) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_pinned.ConnectionString) { Options = $"{_pinned.Options} {setting}" });

    /// <summary>Does work outside of any transaction of ours.</summary>
    public async Task<T> UseAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellationToken);
            return await work(connection);
        }
        catch (NpgsqlException exception)
        {
            throw PostgresErrors.Translate(exception, Source);
        }
    }

    /// <summary>Reads in a transaction of its own for as long as somebody takes rows.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(Func<NpgsqlConnection, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var rows = read(connection).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(rows))
        {
            yield return rows.Current;
        }
    }

    /// <summary>Does work in a transaction without a lease.</summary>
    public Task<T> InTransactionAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) => UseAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var result = await work(connection);
            await transaction.CommitAsync(cancellationToken);
            return result;
        },
        cancellationToken);

    /// <summary>Does work in a transaction that only the holder of the run's newest epoch can commit: the run's row is locked and its epoch compared first (fencing).</summary>
    /// <exception cref="LostRunException">Another node took the run over; nothing was written.</exception>
    public Task<T> InTransactionAsync<T>(RunLease lease, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) => InTransactionAsync(
        async connection =>
        {
            await using var fence = connection.Command(Fence, lease.Run.Value);
            if (await fence.ExecuteScalarAsync(cancellationToken) is not long epoch || epoch != lease.Epoch)
            {
                throw new LostRunException(lease);
            }

            return await work(connection);
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Source.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            throw PostgresErrors.Translate(exception, Source);
        }
    }

    private async ValueTask<bool> NextAsync<T>(IAsyncEnumerator<T> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (NpgsqlException exception)
        {
            throw PostgresErrors.Translate(exception, Source);
        }
    }

    private static NpgsqlConnectionStringBuilder Pinned(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection)
            {
                ApplicationName = "reprise",
                IncludeErrorDetail = false,
                Timezone = "UTC",
                KeepAlive = 30,
                // A statement may take hours and says nothing meanwhile: the network itself has to tell when the other side is gone.
                TcpKeepAlive = true,
                TcpKeepAliveTime = 30,
                TcpKeepAliveInterval = 10,
                // A step may sort or index for long; what is stuck on somebody else's lock gives up earlier.
                CommandTimeout = 0,
                Options = $"-c lock_timeout={LockTimeout} -c search_path=pg_catalog,public -c standard_conforming_strings=on {TextForms} {Planning} {Watch}",
            };
        }
        catch (ArgumentException)
        {
            // The driver's message quotes the string.
            throw new RepriseException(ErrorCodes.InvalidConfiguration, "The target's connection string cannot be read. Write it like Host=…;Username=…;Password=…;Database=….");
        }
    }
}
