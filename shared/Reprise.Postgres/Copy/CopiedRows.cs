using Npgsql;
using Reprise.Core.Problems;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Copy;

/// <summary>Asks the server how many rows a COPY brought: a stream that ended early and a whole one look the same to the client.</summary>
/// <remarks>
/// The server's own count of rows inserted by the transaction costs nothing; where an administrator switched counting off, the rows are counted
/// (https://www.postgresql.org/docs/current/monitoring-stats.html, pg_stat_xact_all_tables). Reported as a difference, because counts of earlier
/// transactions may not have been handed in yet.
/// </remarks>
internal static class CopiedRows
{
    /// <summary>The count before or after; null when the server does not count.</summary>
    public static async Task<long?> CountedAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var counted = connection.Command("SELECT CASE WHEN current_setting('track_counts')::boolean THEN pg_stat_get_xact_tuples_inserted($1::regclass) END", table);
        return await counted.ExecuteScalarAsync(cancellationToken) as long?;
    }

    /// <summary>Refuses a COPY that brought other than <paramref name="sent"/> rows.</summary>
    /// <param name="connection">The connection of the COPY's transaction.</param>
    /// <param name="table">Quoted table.</param>
    /// <param name="before">What <see cref="CountedAsync"/> said before it.</param>
    /// <param name="sent">Rows sent.</param>
    /// <param name="chunk">Chunk, where the table says which rows are of it.</param>
    /// <param name="cancellationToken">Token.</param>
    public static async Task CheckAsync(NpgsqlConnection connection, string table, long? before, long sent, int? chunk, CancellationToken cancellationToken)
    {
        var arrived = await CountedAsync(connection, table, cancellationToken) - before ?? await RecountAsync(connection, table, chunk, cancellationToken) ?? sent;
        if (arrived != sent)
        {
            throw new RepriseException(ErrorCodes.NotBalanced, $"{sent} rows were sent to {table}, {arrived} arrived. Nothing of the chunk was kept; it is staged again.", isTransient: true);
        }
    }

    private static async Task<long?> RecountAsync(NpgsqlConnection connection, string table, int? chunk, CancellationToken cancellationToken)
    {
        if (chunk is null)
        {
            return null;
        }

        await using var count = connection.Command($"SELECT count(*) FROM {table} WHERE _chunk = $1", chunk);
        return await count.ExecuteScalarAsync(cancellationToken) as long?;
    }
}
