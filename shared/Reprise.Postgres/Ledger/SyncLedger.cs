using Npgsql;
using NpgsqlTypes;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Ledger;

/// <summary>Tables <c>table_sync</c> and <c>key_range</c>, and what a run that reads a part of a table has to know.</summary>
internal sealed class SyncLedger(Database database) : ISyncLedger
{
    public Task<SyncBasis?> FindBasisAsync(RunId run, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            var found = await connection.QueryAsync(
                """
                SELECT r.id, coalesce(p.hash, ''), r.status = 'succeeded',
                       r.status = 'rolledback' OR EXISTS (SELECT FROM reprise.published_lot AS l WHERE l.run = r.id AND l.rolled_back_at IS NOT NULL)
                FROM reprise.run AS r LEFT JOIN reprise.run_plan AS p ON p.run = r.id
                CROSS JOIN LATERAL (SELECT max(l.published_at) AS at FROM reprise.published_lot AS l WHERE l.run = r.id) AS published
                WHERE r.entity = $1 AND r.id <> $2 AND published.at IS NOT NULL
                ORDER BY published.at DESC, r.id DESC LIMIT 1
                """,
                [run.Entity.Value, run.Value],
                reader => new SyncBasis(RunId.Parse(reader.GetString(0)), reader.GetString(1), reader.GetBoolean(2), reader.GetBoolean(3), []),
                cancellationToken);
            return found is [var basis] ? basis with { Tables = await TableSyncRows.ListAsync(connection, basis.Run, cancellationToken) } : null;
        },
        cancellationToken);

    public Task SaveAsync(RunLease lease, IReadOnlyList<TableSync> tables, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => TableSyncRows.SaveAsync(connection, lease.Run, tables, cancellationToken),
        cancellationToken);

    public Task<TableSync?> FindAsync(RunId run, string source, CancellationToken cancellationToken) =>
        database.UseAsync(connection => TableSyncRows.FindAsync(connection, run, source, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<RangeDigest>> ListRangesAsync(RunId run, string source, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<RangeDigest>>(
        async connection => await connection.QueryAsync(
            "SELECT number, key_from, key_to, rows, digest FROM reprise.key_range WHERE run = $1 AND source_table = $2 ORDER BY number",
            [run.Value, source],
            reader => new RangeDigest(new ChunkRange(reader.GetInt32(0), reader.Nullable<string[]>(1), reader.Nullable<string[]>(2)), reader.GetInt64(3), reader.Nullable<string>(4)),
            cancellationToken),
        cancellationToken);

    public Task RecordReadingAsync(RunLease lease, TableSync table, IReadOnlyList<RangeDigest> ranges, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            await TableSyncRows.SaveAsync(connection, lease.Run, [table], cancellationToken);
            // Of earlier runs only the last one is compared with; a run that is rolled back is followed by one that reads everything.
            await connection.ExecuteAsync(
                """
                DELETE FROM reprise.key_range AS k
                WHERE k.source_table = $1 AND (k.run = $2 OR (k.run <> $3 AND k.run IN (SELECT id FROM reprise.run WHERE entity = $4 AND status IN ('succeeded', 'abandoned', 'rolledback')
                    AND started_at < (SELECT started_at FROM reprise.run WHERE id = $3))))
                """,
                [table.Source, lease.Run.Value, table.BasedOn ?? lease.Run.Value, lease.Run.Entity.Value],
                cancellationToken);
            await WriteAsync(connection, lease.Run, table.Source, ranges, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<IReadOnlyList<string>> ListAgainAsync(RunId run, RunPlan plan, string source, RunId basedOn, int limit, CancellationToken cancellationToken) => database.UseAsync(
        connection => RowsToRead.ListAgainAsync(connection, run, plan, source, basedOn, limit, cancellationToken),
        cancellationToken);

    public Task<long> SaveKeysAsync(RunLease lease, string source, IAsyncEnumerable<string> keys, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            var table = Sql.Quote(StagingNames.SourceKeys(lease.Run));
            await connection.ExecuteAsync($"DELETE FROM {table} WHERE source_table = $1", [source], cancellationToken);
            long count = 0;
            await using (var import = await connection.BeginBinaryImportAsync($"COPY {table} (source_table, source_key) FROM STDIN (FORMAT binary)", cancellationToken))
            {
                await foreach (var key in keys.WithCancellation(cancellationToken))
                {
                    await import.StartRowAsync(cancellationToken);
                    await import.WriteAsync(source, NpgsqlDbType.Text, cancellationToken);
                    await import.WriteAsync(key, NpgsqlDbType.Text, cancellationToken);
                    count++;
                }

                await import.CompleteAsync(cancellationToken);
            }

            await connection.ExecuteAsync($"ANALYZE {table}", [], cancellationToken);
            return count;
        },
        cancellationToken);

    public Task<IReadOnlyList<string>> ListUnknownAsync(RunId run, RunPlan plan, string source, RunId basedOn, int limit, CancellationToken cancellationToken) => database.UseAsync(
        connection => RowsToRead.ListUnknownAsync(connection, run, plan, source, basedOn, limit, cancellationToken),
        cancellationToken);

    private static async Task WriteAsync(NpgsqlConnection connection, RunId run, string source, IReadOnlyList<RangeDigest> ranges, CancellationToken cancellationToken)
    {
        await using var import = await connection.BeginBinaryImportAsync("COPY reprise.key_range (run, source_table, number, key_from, key_to, rows, digest) FROM STDIN (FORMAT binary)", cancellationToken);
        for (var i = 0; i < ranges.Count; i++)
        {
            var (range, rows, digest) = ranges[i];
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(run.Value, NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(source, NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(i + 1, NpgsqlDbType.Integer, cancellationToken);
            await WriteAsync(import, range.From?.ToArray(), cancellationToken);
            await WriteAsync(import, range.To?.ToArray(), cancellationToken);
            await import.WriteAsync(rows, NpgsqlDbType.Bigint, cancellationToken);
            await (digest is null ? import.WriteNullAsync(cancellationToken) : import.WriteAsync(digest, NpgsqlDbType.Text, cancellationToken));
        }

        await import.CompleteAsync(cancellationToken);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter import, string[]? bound, CancellationToken cancellationToken) =>
        bound is null ? import.WriteNullAsync(cancellationToken) : import.WriteAsync(bound, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
}
