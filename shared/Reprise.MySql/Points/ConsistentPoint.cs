using System.Runtime.CompilerServices;
using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Core.Verification;
using Reprise.MySql.Chunks;
using Reprise.MySql.Connections;
using Reprise.MySql.Hazards;
using Reprise.MySql.Reading;

namespace Reprise.MySql.Points;

/// <summary>Open transactions over one state of a MySQL or MariaDB server.</summary>
internal sealed class ConsistentPoint(SourcePoint point, DateTime clock, ReaderPool readers) : IConsistentPoint
{
    /// <inheritdoc/>
    public SourcePoint Point => point;

    /// <inheritdoc/>
    public DateTime Clock => clock;

    /// <inheritdoc/>
    public bool IsBroken => readers.IsBroken;

    /// <inheritdoc/>
    public Task<IReadOnlyList<ChunkRange>> SplitAsync(SourceRead read, ChunkRange range, int rows, CancellationToken cancellationToken) =>
        UseAsync(reader => new ChunkPlanner(reader.Session).SplitAsync(read, range, rows, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<RangeDigest> DigestAsync(SourceRead read, ChunkRange range, IReadOnlyList<string> columns, CancellationToken cancellationToken) =>
        UseAsync(reader => new RangeDigester(reader.Session).DigestAsync(read, range, columns, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<string?> ReadHighestAsync(SourceRead read, string column, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        return UseAsync(reader => HighestValue.ReadAsync(reader.Session, read.Table.Name, column, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ChunkRange>> PlanChunksAsync(SourceRead read, int rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return await UseAsync(reader => new ChunkPlanner(reader.Session).PlanAsync(read, rows, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Respelling>> ReadRespellingsAsync(SourceRead read, SourceTable parent, RespelledReference reference, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(reference);
        return UseAsync(reader => new RespellingReader(reader.Session, read, parent).ReadAsync(reference, where: string.Empty, static _ => { }, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ColumnBatch> ReadAsync(SourceRead read, ChunkRange chunk, BatchLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(chunk);
        ArgumentNullException.ThrowIfNull(limits);
        return StreamAsync(reader => new BatchPump(reader.Session, read, chunk, reader.PoolFor(read), limits).ReadAsync(cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<CellRow> ReadTextAsync(SourceRead read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        return StreamAsync(reader => Reading.TextReader.ReadAsync(reader.Session, read, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => readers.DisposeAsync();

    /// <summary>Asks one of the readers, and says what its failure means for the point.</summary>
    private async Task<T> UseAsync<T>(Func<PointReader, Task<T>> ask, CancellationToken cancellationToken)
    {
        var reader = await readers.RentAsync(cancellationToken);
        SourceException failure;
        try
        {
            return await ask(reader);
        }
        catch (SourceException thrown)
        {
            failure = thrown;
        }
        finally
        {
            await readers.ReturnAsync(reader);
        }

        throw Explain(failure);
    }

    /// <summary>Streams through one of the readers, and says what its failure means for the point.</summary>
    private async IAsyncEnumerable<T> StreamAsync<T>(Func<PointReader, IAsyncEnumerable<T>> open, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SourceException? failure = null;
        var reader = await readers.RentAsync(cancellationToken);
        try
        {
            await using var stream = open(reader).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await stream.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (SourceException thrown)
                {
                    failure = thrown;
                    break;
                }

                yield return stream.Current;
            }
        }
        finally
        {
            await readers.ReturnAsync(reader);
        }

        if (failure is not null)
        {
            throw Explain(failure);
        }
    }

    private RepriseException Explain(SourceException failure)
    {
        if (failure.Number == MySqlErrorCode.TableDefinitionChanged)
        {
            readers.Break();
        }

        return readers.Explain(failure);
    }
}
