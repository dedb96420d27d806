using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Copy;

namespace Reprise.Postgres.Staging;

/// <summary>Stages one chunk: rows, quarantine, coercions and checkpoint in one transaction.</summary>
internal sealed class ChunkStager(Database database)
{
    /// <summary>Most samples kept of a coercion in a chunk.</summary>
    private const int MaxSamples = 3;

    public async Task<IReadOnlySet<int>> GetStagedAsync(RunId run, string table, CancellationToken cancellationToken) => await database.UseAsync(
        async connection => (await connection.QueryAsync(
            "SELECT chunk FROM reprise.staged_chunk WHERE run = $1 AND table_plan = $2",
            [run.Value, table],
            reader => reader.GetInt32(0),
            cancellationToken)).ToHashSet(),
        cancellationToken);

    public Task StageAsync(RunLease lease, RunPlan plan, RunTable table, int chunk, long rowsRead, IAsyncEnumerable<MappedBatch> batches, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            lease,
            async connection =>
            {
                object?[] key = [lease.Run.Value, table.Name, chunk];
                await using var staged = connection.Command("SELECT count(*) FROM reprise.staged_chunk WHERE run = $1 AND table_plan = $2 AND chunk = $3", key);
                if (await staged.ExecuteScalarAsync(cancellationToken) is not 0L)
                {
                    return false;
                }

                var ledger = new ChunkLedger(MaxSamples);
                var rows = await CopyAsync(connection, lease.Run, plan, table, chunk, batches, ledger, cancellationToken);
                if (rows + ledger.Quarantined.Count + ledger.Filtered != rowsRead)
                {
                    throw new RepriseException(
                        ErrorCodes.NotBalanced,
                        $"Table plan {table.Name}, chunk {chunk}: {rowsRead} rows were read, {rows} staged, {ledger.Quarantined.Count} quarantined, {ledger.Filtered} filtered. This is a defect of Reprise; nothing of the chunk was kept.");
                }

                await ledger.SaveAsync(connection, lease.Run, table.Name, chunk, cancellationToken);
                await connection.ExecuteAsync(
                    "INSERT INTO reprise.staged_chunk (run, table_plan, chunk, rows_read, rows_staged, filtered) VALUES ($1, $2, $3, $4, $5, $6)",
                    [.. key, rowsRead, rows, ledger.Filtered],
                    cancellationToken);
                return true;
            },
            cancellationToken);

    private static async Task<long> CopyAsync(
        NpgsqlConnection connection,
        RunId run,
        RunPlan plan,
        RunTable table,
        int chunk,
        IAsyncEnumerable<MappedBatch> batches,
        ChunkLedger ledger,
        CancellationToken cancellationToken)
    {
        var layout = StagingLayout.For(table).Columns;
        var isMapped = table.Definition is null;
        var columns = layout.Select(column => column.Name).Concat(isMapped ? [Bookkeeping.Chunk, Bookkeeping.Row] : []);
        var name = Sql.Quote(StagingNames.Table(run, plan, table));
        var before = await CopiedRows.CountedAsync(connection, name, cancellationToken);
        var rows = await CopyAsync(connection, $"COPY {name} ({Sql.List(columns)}) FROM STDIN (FORMAT binary)", layout, isMapped ? chunk : null, batches, ledger, cancellationToken);
        await CopiedRows.CheckAsync(connection, name, before, rows, isMapped ? chunk : null, cancellationToken);
        return rows;
    }

    private static async Task<long> CopyAsync(
        NpgsqlConnection connection,
        string copy,
        IReadOnlyList<StagingColumn> layout,
        int? chunk,
        IAsyncEnumerable<MappedBatch> batches,
        ChunkLedger ledger,
        CancellationToken cancellationToken)
    {
        await using var stream = await connection.BeginRawBinaryCopyAsync(copy, cancellationToken);
        var writer = new BinaryCopyWriter(stream, [.. layout.Select(column => column.Type)], chunk);
        try
        {
            await CopyAsync(writer, batches, ledger, cancellationToken);
        }
        catch
        {
            // Disposing an unfinished stream would end it as if it were whole, and hide what went wrong.
            await CancelAsync(stream);
            throw;
        }

        return writer.Rows;
    }

    private static async Task CancelAsync(NpgsqlRawCopyStream stream)
    {
        try
        {
            await stream.CancelAsync();
        }
        catch (NpgsqlException)
        {
            // The connection is gone, and with it the transaction; what went wrong first says more.
        }
    }

    private static async Task CopyAsync(BinaryCopyWriter writer, IAsyncEnumerable<MappedBatch> batches, ChunkLedger ledger, CancellationToken cancellationToken)
    {
        writer.WriteHeader();
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            using (batch)
            {
                await writer.WriteAsync(batch, cancellationToken);
                ledger.Add(batch);
            }
        }

        await writer.CompleteAsync(cancellationToken);
    }
}
