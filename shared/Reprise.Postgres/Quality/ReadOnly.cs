using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Quality;

/// <summary>Transactions in which what a plan's author wrote is evaluated: they can write nothing, and end.</summary>
internal static class ReadOnly
{
    private const string Savepoint = "gate";

    /// <summary>Longest statement over the staged rows of a table plan.</summary>
    private static readonly TimeSpan Measuring = TimeSpan.FromMinutes(30);

    /// <summary>Does work in such a transaction.</summary>
    /// <param name="database">Where.</param>
    /// <param name="limit">Longest statement.</param>
    /// <param name="work">What.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<T> InTransactionAsync<T>(Database database, TimeSpan limit, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await connection.ExecuteAsync("SET TRANSACTION READ ONLY", [], cancellationToken);
            await connection.ExecuteAsync("SELECT set_config('statement_timeout', $1, true)", [$"{(long)limit.TotalMilliseconds}ms"], cancellationToken);
            return await work(connection);
        },
        cancellationToken);

    /// <summary>Does work over the staged rows of a table plan as the records they would become.</summary>
    public static Task<T> OverRecordsAsync<T>(Database database, RunId run, RunPlan plan, RunTable table, Func<NpgsqlConnection, StagedRecords, Task<T>> work, CancellationToken cancellationToken) => InTransactionAsync(
        database,
        Measuring,
        async connection =>
        {
            var resolution = new Resolution(connection, run, plan, table);
            await resolution.AllowMemoryAsync(cancellationToken);
            return await work(connection, await StagedRecords.OfAsync(resolution, cancellationToken));
        },
        cancellationToken);

    /// <summary>Tries a statement; a refusal leaves the transaction as it was.</summary>
    /// <returns>What the server refused it for: a mistake in it or data that it cannot work with. Null when it did not refuse.</returns>
    public static async Task<PostgresException?> TryAsync(NpgsqlConnection connection, Func<Task> statement, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync($"SAVEPOINT {Savepoint}", [], cancellationToken);
        try
        {
            await statement();
            await connection.ExecuteAsync($"RELEASE SAVEPOINT {Savepoint}", [], cancellationToken);
            return null;
        }
        catch (PostgresException exception) when (IsRefusal(exception.SqlState))
        {
            await connection.ExecuteAsync($"ROLLBACK TO SAVEPOINT {Savepoint}", [], cancellationToken);
            return exception;
        }
    }

    /// <summary>Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html: unsupported, data, attempt to write, syntax and access rule, limits, own time-out, raised by a function.</summary>
    private static bool IsRefusal(string state) => state[..2] is "0A" or "22" or "25" or "42" or "54" or "P0" || state == PostgresErrorCodes.QueryCanceled;
}
