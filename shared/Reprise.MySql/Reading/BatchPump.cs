using System.Data;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MySqlConnector;
using Reprise.Core.Columns;
using Reprise.Core.Runs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Reading;

/// <summary>Reads a chunk one batch ahead of whoever consumes it, so that reading and encoding overlap.</summary>
/// <remarks>At most three batches exist: one with the consumer, one waiting, one being filled. Beside one that a single row makes larger than agreed there is no other.</remarks>
internal sealed class BatchPump(SourceSession session, SourceRead read, ChunkRange chunk, ColumnBatchPool pool, BatchLimits limits)
{
    private readonly Channel<bool> _largeDone = Channel.CreateBounded<bool>(1);
    private readonly Channel<ColumnBatch> _batches = Channel.CreateBounded<ColumnBatch>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });

    /// <summary>The batches, in key order; to be enumerated once.</summary>
    /// <remarks>Leaving early ends reading: the statement is killed on the server rather than drained, and its transaction lives on.</remarks>
    public async IAsyncEnumerable<ColumnBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var statement = ReadStatement.For(read, chunk);
        using var stop = new CancellationTokenSource();
        var pumping = Task.Run(() => PumpAsync(statement, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in _batches.Reader.ReadAllAsync(cancellationToken))
            {
                var isLarge = batch.ByteCount > limits.MaxBytes;
                yield return batch;
                if (isLarge)
                {
                    _largeDone.Writer.TryWrite(true);
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await pumping;
            while (_batches.Reader.TryRead(out var batch))
            {
                batch.Dispose();
            }
        }
    }

    private async Task PumpAsync(ReadStatement statement, CancellationToken stop)
    {
        var filler = new RowFiller(statement.Cells, pool, limits);
        try
        {
            await FillAsync(statement, filler, stop);
            _batches.Writer.Complete();
        }
        catch (Exception failure)
        {
            filler.Take()?.Dispose();
            _batches.Writer.Complete(SourceFailure.IsKnown(failure) ? InWords(failure) : failure);
        }
    }

    private SourceException InWords(Exception failure) => new(failure, SourceFailure.OfWork(failure, session.Settings, $"reading table {read.Table.Name}"));

    private async Task FillAsync(ReadStatement statement, RowFiller filler, CancellationToken stop)
    {
        await using var command = new MySqlCommand(statement.Text, session.Connection);
        statement.Source.Bind(command.Parameters);
        statement.Rows.Bind(command.Parameters);
        await command.PrepareAsync(stop);

        // One registration per chunk. A token given to ReadAsync would be registered for every row.
        await using var killing = stop.UnsafeRegister(static state => ((MySqlCommand)state!).Cancel(), command);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess | CommandBehavior.SingleResult, CancellationToken.None);
        while (await reader.ReadAsync(CancellationToken.None))
        {
            if (filler.Measure(reader) is { } full)
            {
                await HandOnAsync(full, stop);
            }

            filler.Append(reader);
            if (filler.TakeLarge() is { } large)
            {
                // Not with the next row: the driver leaves several times a large row's size behind when it reads one.
                await HandOnAsync(large, stop);
            }
        }

        if (filler.Take() is { } last)
        {
            await HandOnAsync(last, stop);
        }
    }

    private async Task HandOnAsync(ColumnBatch batch, CancellationToken stop)
    {
        var isLarge = batch.ByteCount > limits.MaxBytes;
        try
        {
            await _batches.Writer.WriteAsync(batch, stop);
        }
        catch (OperationCanceledException)
        {
            batch.Dispose();
            throw;
        }

        if (isLarge)
        {
            await _largeDone.Reader.ReadAsync(stop);
        }
    }
}
