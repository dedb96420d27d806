using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Core.Verification;

namespace Reprise.Core.Ports;

/// <summary>Open transactions over one state of a source. Disposing it closes them.</summary>
/// <remarks>Thread-safe: up to the agreed number of tables are read at once, more wait.</remarks>
public interface IConsistentPoint : IAsyncDisposable
{
    /// <summary>How the point was made and where it stands.</summary>
    SourcePoint Point { get; }

    /// <summary>True once nothing more can be read from the point, because all of its transactions are gone. Open another one; reads fail with <see cref="Problems.ErrorCodes.SourcePointLost"/>.</summary>
    bool IsBroken => false;

    /// <summary>The source's clock in UTC, before the state that is read.</summary>
    DateTime Clock { get; }

    /// <summary>Cuts a key range of a table into smaller ones of about <paramref name="rows"/> rows.</summary>
    Task<IReadOnlyList<ChunkRange>> SplitAsync(SourceRead read, ChunkRange range, int rows, CancellationToken cancellationToken);

    /// <summary>Has the source count the rows of a key range and make a digest of some columns of them.</summary>
    Task<RangeDigest> DigestAsync(SourceRead read, ChunkRange range, IReadOnlyList<string> columns, CancellationToken cancellationToken);

    /// <summary>The highest value of a column as the source prints it; null = there is none.</summary>
    Task<string?> ReadHighestAsync(SourceRead read, string column, CancellationToken cancellationToken);

    /// <summary>Cuts a table into half-open key ranges of about <paramref name="rows"/> rows; one open range where it has no usable key.</summary>
    Task<IReadOnlyList<ChunkRange>> PlanChunksAsync(SourceRead read, int rows, CancellationToken cancellationToken);

    /// <summary>Streams the rows of one chunk, a key range or a selection, in key order. The receiver disposes each batch.</summary>
    IAsyncEnumerable<ColumnBatch> ReadAsync(SourceRead read, ChunkRange chunk, BatchLimits limits, CancellationToken cancellationToken);

    /// <summary>Spellings of a reference that are not the one of what it refers to, each once. Only the source knows its collation.</summary>
    /// <param name="read">How the referring table is read.</param>
    /// <param name="parent">The table referred to.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<Respelling>> ReadRespellingsAsync(SourceRead read, SourceTable parent, RespelledReference reference, CancellationToken cancellationToken);

    /// <summary>Streams all rows of a table for verification, every value as the text that the server makes of it (bytes as they are). The row is reused.</summary>
    IAsyncEnumerable<CellRow> ReadTextAsync(SourceRead read, CancellationToken cancellationToken);
}
