using Npgsql;
using NpgsqlTypes;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Following;

/// <summary>Compares all keys that a source has with those that the crosswalk knows, for verification. The keys wait in a temporary table, however many they are.</summary>
internal static class VanishedRowFinder
{
    /// <summary>Keys shown of a table plan.</summary>
    private const int Most = 50;

    public static async Task<VanishedRows> FindAsync(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable table, IAsyncEnumerable<string> keys, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync($"CREATE TEMPORARY TABLE source_keys (source_key {Bookkeeping.Key} NOT NULL) ON COMMIT DROP", [], cancellationToken);
        await using (var import = await connection.BeginBinaryImportAsync("COPY source_keys (source_key) FROM STDIN (FORMAT binary)", cancellationToken))
        {
            await foreach (var key in keys.WithCancellation(cancellationToken))
            {
                await import.StartRowAsync(cancellationToken);
                await import.WriteAsync(key, NpgsqlDbType.Text, cancellationToken);
            }

            await import.CompleteAsync(cancellationToken);
        }

        await connection.ExecuteAsync("ANALYZE source_keys", [], cancellationToken);
        return await CountAsync(new Resolution(connection, run, plan, table), cancellationToken);
    }

    private static async Task<VanishedRows> CountAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var table = resolution.Table;
        return (await resolution.Connection.QueryAsync(
            $"""
            WITH gone AS (
                SELECT x.source_key, $5 OR EXISTS (SELECT FROM reprise.gone_row AS g
                           WHERE g.run = $4 AND g.target_table = x.target_table AND g.source_table = x.source_table AND g.source_key = x.source_key) AS is_known
                FROM reprise.crosswalk AS x JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = x.target_id::{resolution.IdType}
                WHERE x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND x.gone_run IS NULL
                  AND NOT EXISTS (SELECT FROM source_keys AS k WHERE k.source_key = x.source_key))
            SELECT count(*) FILTER (WHERE is_known), count(*) FILTER (WHERE NOT is_known),
                   ARRAY(SELECT source_key FROM gone WHERE NOT is_known ORDER BY source_key LIMIT {Most})
            FROM gone
            """,
            [resolution.Run.Entity.Value, table.Target.Name.ToString(), table.Origin, resolution.Run.Value, table.Sync.Deletes == DeletePolicy.Ignore],
            reader => new VanishedRows(reader.GetInt64(0), reader.GetInt64(1), [.. reader.GetFieldValue<string[]>(2).Select(SourceKey.Shown)]),
            cancellationToken))[0];
    }
}
