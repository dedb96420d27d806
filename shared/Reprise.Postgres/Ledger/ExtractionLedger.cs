using System.Text.Json;
using Npgsql;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Consistent point, data key, chunks and purge of runs.</summary>
internal sealed class ExtractionLedger(Database database) : IExtractionLedger
{
    public Task<WrappedKey> EnsureDataKeyAsync(RunLease lease, WrappedKey candidate, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            await connection.ExecuteAsync(
                "INSERT INTO reprise.data_key (run, key_id, kek_id, wrapped) VALUES ($1, $2, $3, $4) ON CONFLICT (run) DO NOTHING",
                [lease.Run.Value, candidate.Id, candidate.KeyEncryptionKeyId, candidate.Wrapped],
                cancellationToken);
            return await ReadKeyAsync(connection, lease.Run, cancellationToken) ?? throw new RepriseException(
                ErrorCodes.WrongStatus,
                $"The data key of run {lease.Run} was destroyed: its snapshot is purged and cannot be written again. Start a new run.");
        },
        cancellationToken);

    public Task<WrappedKey?> GetDataKeyAsync(RunId run, CancellationToken cancellationToken) =>
        database.UseAsync(connection => ReadKeyAsync(connection, run, cancellationToken), cancellationToken);

    public Task<PointVerdict> AttachPointAsync(RunLease lease, SourcePoint point, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => SourcePointRows.AttachAsync(connection, lease.Run, point, cancellationToken),
        cancellationToken);

    public Task<SourcePoint?> GetPointAsync(RunId run, CancellationToken cancellationToken) =>
        database.UseAsync(connection => SourcePointRows.ReadAsync(connection, run, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Chunk>> EnsureChunksAsync(RunLease lease, string table, IReadOnlyList<ChunkRange> ranges, CancellationToken cancellationToken) => database.InTransactionAsync<IReadOnlyList<Chunk>>(
        lease,
        async connection =>
        {
            // A step that an engine started twice makes its plan twice; ranges of two plans must not mix.
            await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))", [lease.Run.Value, table], cancellationToken);
            if (await ReadChunksAsync(connection, lease.Run, table, cancellationToken) is { Count: > 0 } known)
            {
                return known;
            }

            await using var batch = new NpgsqlBatch(connection);
            foreach (var range in ranges)
            {
                var insert = new NpgsqlBatchCommand("INSERT INTO reprise.chunk (run, source_table, number, key_from, key_to, selection) VALUES ($1, $2, $3, $4, $5, $6::json)");
                insert.Parameters.Add(new NpgsqlParameter { Value = lease.Run.Value });
                insert.Parameters.Add(new NpgsqlParameter { Value = table });
                insert.Parameters.Add(new NpgsqlParameter { Value = range.Number });
                insert.Parameters.Add(new NpgsqlParameter<string[]?> { TypedValue = range.From?.ToArray() });
                insert.Parameters.Add(new NpgsqlParameter<string[]?> { TypedValue = range.To?.ToArray() });
                insert.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = range.Selection is { } selection ? LedgerJson.Write(selection) : null });
                batch.BatchCommands.Add(insert);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
            return await ReadChunksAsync(connection, lease.Run, table, cancellationToken);
        },
        cancellationToken);

    public Task<IReadOnlyList<Chunk>> GetChunksAsync(RunId run, string table, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<Chunk>>(async connection => await ReadChunksAsync(connection, run, table, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<string>> GetExtractedTablesAsync(RunId run, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<string>>(
        async connection => await connection.QueryAsync(
            "SELECT source_table FROM reprise.chunk WHERE run = $1 GROUP BY source_table HAVING bool_and(extracted_at IS NOT NULL)",
            [run.Value],
            reader => reader.GetString(0),
            cancellationToken),
        cancellationToken);

    public Task CompleteChunkAsync(RunLease lease, string table, int chunk, long rows, IReadOnlyList<SnapshotPart> parts, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            object?[] key = [lease.Run.Value, table, chunk];

            // First, since it also makes a step that was started twice wait for itself.
            var found = await connection.ExecuteAsync(
                "UPDATE reprise.chunk SET extracted_at = now(), rows = $4 WHERE run = $1 AND source_table = $2 AND number = $3",
                [.. key, rows],
                cancellationToken);
            if (found == 0)
            {
                throw new InvalidOperationException($"Run {lease.Run} has no chunk {chunk} of {table}: it was forgotten, or never planned.");
            }

            await connection.ExecuteAsync("DELETE FROM reprise.part WHERE run = $1 AND source_table = $2 AND chunk = $3", key, cancellationToken);
            await connection.ExecuteAsync(
                """
                INSERT INTO reprise.part (run, source_table, chunk, number, blob, rows, bytes, sha256)
                SELECT $1, $2, $3, number, blob, rows, bytes, sha256
                FROM unnest($4, $5, $6, $7) WITH ORDINALITY AS part (blob, rows, bytes, sha256, number)
                """,
                [
                    .. key,
                    parts.Select(part => part.Blob).ToArray(),
                    parts.Select(part => part.Rows).ToArray(),
                    parts.Select(part => part.Bytes).ToArray(),
                    parts.Select(part => part.Sha256).ToArray(),
                ],
                cancellationToken);
            return found;
        },
        cancellationToken);

    public Task AdoptChunksAsync(RunLease lease, RunId owner, string table, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => ReplayRows.AdoptChunksAsync(connection, lease.Run, owner, table, cancellationToken),
        cancellationToken);

    public Task DestroyKeyAsync(RunId run, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await ReplayRows.RefuseWhileReadAsync(connection, run, cancellationToken);
            return await DestroyKeyAsync(connection, run, cancellationToken);
        },
        cancellationToken);

    public Task<IReadOnlyList<RunId>> ListDueAsync(TimeSpan retention, CancellationToken cancellationToken) => database.UseAsync<IReadOnlyList<RunId>>(
        async connection => await connection.QueryAsync(
            """
            SELECT r.id
            FROM reprise.run AS r
            WHERE CASE r.status
                    WHEN 'succeeded' THEN r.ended_at + coalesce(r.keep_snapshot, '0')
                    WHEN 'rolledback' THEN r.ended_at + coalesce(r.keep_snapshot, '0')
                    WHEN 'abandoned' THEN r.ended_at
                    ELSE r.ended_at + $1 END < now()
              AND r.snapshot_of IS NULL AND NOT EXISTS (SELECT FROM reprise.purge WHERE run = r.id)
              AND NOT EXISTS (SELECT FROM reprise.run AS other WHERE other.entity = r.entity AND other.status IN ('running', 'waiting'))
            ORDER BY r.ended_at
            """,
            [retention],
            reader => RunId.Parse(reader.GetString(0)),
            cancellationToken),
        cancellationToken);

    public Task<bool> IsPurgedAsync(RunId run, CancellationToken cancellationToken) => database.UseAsync(
        async connection =>
        {
            await using var purged = connection.Command("SELECT EXISTS (SELECT FROM reprise.purge WHERE run = $1)", run.Value);
            return await purged.ExecuteScalarAsync(cancellationToken) is true;
        },
        cancellationToken);

    public Task RecordPurgeAsync(RunId run, int blobsDeleted, string reason, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await RunRows.LockAsync(connection, run, cancellationToken);
            await DestroyKeyAsync(connection, run, cancellationToken);
            var isFirst = await connection.ExecuteAsync(
                "INSERT INTO reprise.purge (run, blobs_deleted, reason) VALUES ($1, $2, $3) ON CONFLICT (run) DO NOTHING",
                [run.Value, blobsDeleted, reason],
                cancellationToken) == 1;
            if (isFirst)
            {
                await AuditTrail.AppendAsync(connection, run, "reprise", "purge", $"{blobsDeleted} blobs, {reason}", cancellationToken);
            }

            return isFirst;
        },
        cancellationToken);

    private static Task<int> DestroyKeyAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => connection.ExecuteAsync(
        "UPDATE reprise.data_key SET wrapped = NULL, destroyed_at = now() WHERE run = $1 AND wrapped IS NOT NULL",
        [run.Value],
        cancellationToken);

    private static async Task<WrappedKey?> ReadKeyAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) =>
        await connection.QueryAsync(
            "SELECT key_id, kek_id, wrapped FROM reprise.data_key WHERE run = $1 AND wrapped IS NOT NULL",
            [run.Value],
            reader => new WrappedKey(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)),
            cancellationToken) is [var key] ? key : null;

    private static async Task<List<Chunk>> ReadChunksAsync(NpgsqlConnection connection, RunId run, string table, CancellationToken cancellationToken)
    {
        var parts = await connection.QueryAsync(
            "SELECT chunk, blob, rows, bytes, sha256 FROM reprise.part WHERE run = $1 AND source_table = $2 ORDER BY chunk, number",
            [run.Value, table],
            reader => (Chunk: reader.GetInt32(0), Part: new SnapshotPart(reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetString(4))),
            cancellationToken);
        var byChunk = parts.ToLookup(entry => entry.Chunk, entry => entry.Part);
        return await connection.QueryAsync(
            "SELECT number, key_from, key_to, extracted_at IS NOT NULL, rows, selection::text FROM reprise.chunk WHERE run = $1 AND source_table = $2 ORDER BY number",
            [run.Value, table],
            reader => new Chunk(
                new ChunkRange(reader.GetInt32(0), reader.Nullable<string[]>(1), reader.Nullable<string[]>(2))
                {
                    Selection = reader.Nullable<string>(5) is { } selection ? JsonSerializer.Deserialize<RowSelection>(selection, LedgerJson.Options) : null,
                },
                reader.GetBoolean(3),
                reader.GetInt64(4),
                [.. byChunk[reader.GetInt32(0)]]),
            cancellationToken);
    }
}
