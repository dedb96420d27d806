using System.Runtime.CompilerServices;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Quality;

/// <summary>What became of the source rows of a resolved table plan, from staging and quarantine: rows that a filter left out are in neither.</summary>
internal sealed class RowFates(Database database)
{
    // What mapping held back is in the ledger under its chunk; what resolution held back is still staged, and in the ledger under chunk 0.
    private const string Mapped = "SELECT chunk, source_key AS key, true AS held FROM reprise.quarantine WHERE run = $1 AND table_plan = $2 AND chunk > 0";

    public IAsyncEnumerable<RowFate> ReadAsync(RunId run, RunPlan plan, RunTable table, bool all, CancellationToken cancellationToken) =>
        database.StreamAsync(connection => ReadAsync(new Resolution(connection, run, plan, table), all, cancellationToken), cancellationToken);

    private static async IAsyncEnumerable<RowFate> ReadAsync(Resolution resolution, bool all, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await resolution.AllowMemoryAsync(cancellationToken);
        var staged = $"SELECT {Bookkeeping.Chunk}, _key, _outcome = '{Bookkeeping.Quarantined}' FROM {resolution.Staging}";
        var held = $"{Mapped} UNION ALL {staged} WHERE _outcome = '{Bookkeeping.Quarantined}'";
        await using var command = resolution.Connection.Command(
            $"""
            SELECT chunk, key, count(*) FILTER (WHERE NOT held), count(*) FILTER (WHERE held)
            FROM ({Mapped} UNION ALL {staged}) AS f
            {(all ? string.Empty : $"WHERE (chunk, key) IN (SELECT chunk, key FROM ({held}) AS h)")}
            GROUP BY chunk, key
            ORDER BY chunk
            """,
            resolution.Run.Value,
            resolution.Table.Name);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new RowFate(reader.GetInt32(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3));
        }
    }
}
