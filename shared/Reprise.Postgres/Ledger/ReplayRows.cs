using Npgsql;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Runs that read the snapshot of another one, within a transaction. Whoever begins to read a snapshot and whoever purges it hold the row of the run that extracted it.</summary>
internal static class ReplayRows
{
    /// <summary>Makes sure that the snapshot is there, and stays until the transaction ends.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.SnapshotGone"/>.</exception>
    public static async Task HoldSnapshotAsync(NpgsqlConnection connection, ReplayOrigin origin, CancellationToken cancellationToken)
    {
        await RunRows.LockAsync(connection, origin.Snapshot, cancellationToken);
        await using var command = connection.Command("SELECT EXISTS (SELECT FROM reprise.data_key WHERE run = $1 AND wrapped IS NOT NULL)", origin.Snapshot.Value);
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            throw new RepriseException(ErrorCodes.SnapshotGone, $"The snapshot of run {origin.Snapshot} was purged meanwhile: it cannot be played again. Start a new run.");
        }
    }

    /// <summary>Makes sure that no replay reads the snapshot, or begins to before the transaction ends.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.WrongStatus"/> names the replay.</exception>
    public static async Task RefuseWhileReadAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken)
    {
        await RunRows.LockAsync(connection, run, cancellationToken);
        await using var command = connection.Command("SELECT id FROM reprise.run WHERE snapshot_of = $1 AND status IN ('running', 'waiting')", run.Value);
        if (await command.ExecuteScalarAsync(cancellationToken) is string replay)
        {
            throw new RepriseException(ErrorCodes.WrongStatus, $"The snapshot of run {run} is read by its replay {replay}. Purge it when that has ended.");
        }
    }

    /// <summary>Copies chunks and parts of a table: the ledger's, the blobs stay where they are.</summary>
    public static async Task<int> AdoptChunksAsync(NpgsqlConnection connection, RunId run, RunId owner, string table, CancellationToken cancellationToken)
    {
        object?[] values = [run.Value, owner.Value, table];
        var chunks = await connection.ExecuteAsync(
            """
            INSERT INTO reprise.chunk (run, source_table, number, key_from, key_to, selection, extracted_at, rows)
            SELECT $1, source_table, number, key_from, key_to, selection, extracted_at, rows FROM reprise.chunk WHERE run = $2 AND source_table = $3
            ON CONFLICT DO NOTHING
            """,
            values,
            cancellationToken);
        await connection.ExecuteAsync(
            """
            INSERT INTO reprise.part (run, source_table, chunk, number, blob, rows, bytes, sha256)
            SELECT $1, source_table, chunk, number, blob, rows, bytes, sha256 FROM reprise.part WHERE run = $2 AND source_table = $3
            ON CONFLICT DO NOTHING
            """,
            values,
            cancellationToken);
        return chunks;
    }
}
