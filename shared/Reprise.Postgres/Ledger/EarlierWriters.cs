using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Ledger;

/// <summary>Sessions of whoever had a run before: a node that stands still, or whose machine is gone without a word, keeps its transactions open, and with them the locks that its successor waits for.</summary>
internal static class EarlierWriters
{
    /// <summary>
    /// Ends them. Nothing is lost: a transaction that has not committed by now could not commit any more. Only sessions of Reprise under the same role are
    /// ended, which needs no privilege (https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SIGNAL); others are waited for.
    /// </summary>
    public static Task EndAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        WITH held AS (
            SELECT l.pid
            FROM pg_locks AS l
            JOIN pg_database AS d ON d.oid = l.database AND d.datname = current_database()
            LEFT JOIN pg_class AS c ON c.oid = l.relation
            LEFT JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE (l.locktype = 'advisory' AND l.objsubid = 1 AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('reprise run ' || $1, 0))
               OR n.nspname = $2
               OR right(n.nspname, length($3)) = $3
        )
        SELECT pg_terminate_backend(a.pid)
        FROM pg_stat_activity AS a
        WHERE a.pid IN (SELECT pid FROM held) AND a.pid <> pg_backend_pid() AND a.usename = current_user AND a.application_name = current_setting('application_name')
        """,
        [run.Value, StagingNames.MappedSchema(run), $"__{run.Suffix}"],
        cancellationToken);
}
