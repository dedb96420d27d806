using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Ledger;

/// <summary>Sessions of whoever had a run before: a node that stands still, or whose machine is gone without a word, keeps its transactions open, and with them the locks that its successor waits for.</summary>
/// <remarks>
/// Nothing is lost by ending them: after a take-over they could not commit. Only sessions of Reprise under the same role are ended, which needs no
/// privilege (https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SIGNAL); others are waited for.
/// </remarks>
internal static class EarlierWriters
{
    /// <summary>How long a writer may take to commit what it is about to.</summary>
    private const string Grace = "5s";

    // A session that waits for the server is at work; one that waits for its client this long has none.
    private const string EndWriters =
        """
        SELECT pg_terminate_backend(a.pid)
        FROM pg_locks AS l
        JOIN pg_database AS d ON d.oid = l.database AND d.datname = current_database()
        JOIN pg_stat_activity AS a ON a.pid = l.pid AND a.usename = current_user AND a.wait_event_type = 'Client'
        WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('reprise run ' || $1, 0)
        """;

    private const string EndReaders =
        """
        SELECT pg_terminate_backend(a.pid)
        FROM pg_stat_activity AS a
        WHERE a.usename = current_user AND a.application_name = current_setting('application_name') AND a.pid <> pg_backend_pid() AND a.pid IN (
            SELECT l.pid
            FROM pg_locks AS l
            JOIN pg_database AS d ON d.oid = l.database AND d.datname = current_database()
            JOIN pg_class AS c ON c.oid = l.relation
            JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = $1 OR right(n.nspname, length($2)) = $2)
        """;

    /// <summary>Locks the run against its writers: waits a moment for what they are about to commit, then ends those that stand still.</summary>
    public static async Task LockOutAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync($"SAVEPOINT grace; SET LOCAL lock_timeout = '{Grace}'", [], cancellationToken);
        try
        {
            await RunRows.LockAsync(connection, run, cancellationToken);
        }
        catch (PostgresException waited) when (waited.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await connection.ExecuteAsync("ROLLBACK TO SAVEPOINT grace", [], cancellationToken);
            await connection.ExecuteAsync(EndWriters, [run.Value], cancellationToken);
        }

        await connection.ExecuteAsync($"SET LOCAL lock_timeout = '{Database.LockTimeout}'", [], cancellationToken);
        await RunRows.LockAsync(connection, run, cancellationToken);
        await connection.ExecuteAsync(EndReaders, [StagingNames.MappedSchema(run), $"__{run.Suffix}"], cancellationToken);
    }
}
