using Reprise.Core.Columns;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>Encrypted Parquet parts and manifests in object storage. No plaintext of a row leaves memory.</summary>
public interface ISnapshotStore
{
    /// <summary>Creates the container if it is not there, without public access.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.ConnectionFailed"/>.</exception>
    Task EnsureReadyAsync(CancellationToken cancellationToken);

    /// <summary>Begins a part; its rows are encoded in memory and uploaded when it is completed.</summary>
    IPartWriter CreatePart(DataKey key, PartName name, IReadOnlyList<BatchColumn> columns);

    /// <summary>Streams a part's rows. Each batch is one row group; the receiver disposes it.</summary>
    /// <param name="key">The run's data key.</param>
    /// <param name="part">The part as the ledger recorded it.</param>
    /// <param name="pool">Batches to fill; its shape must be the part's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.SnapshotTampered"/> names the blob when it is missing, was changed or swapped.</exception>
    IAsyncEnumerable<ColumnBatch> ReadPartAsync(DataKey key, SnapshotPart part, ColumnBatchPool pool, CancellationToken cancellationToken);

    /// <summary>Writes the manifest of one source table, encrypted and so authenticated.</summary>
    Task WriteManifestAsync(DataKey key, RunId run, Manifest manifest, CancellationToken cancellationToken);

    /// <summary>Reads it back.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.SnapshotTampered"/>.</exception>
    Task<Manifest> ReadManifestAsync(DataKey key, RunId run, string table, CancellationToken cancellationToken);

    /// <summary>Deletes every blob of a run. Repeating it is success.</summary>
    /// <returns>Number of blobs deleted by this call.</returns>
    Task<int> DeleteAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Number of blobs a run has in the store.</summary>
    Task<int> CountAsync(RunId run, CancellationToken cancellationToken);
}

/// <summary>Writes one part. Disposing without completing uploads nothing.</summary>
public interface IPartWriter : IAsyncDisposable
{
    /// <summary>Encoded bytes so far; a part is closed when it has grown enough.</summary>
    long Bytes { get; }

    /// <summary>Rows so far.</summary>
    long Rows { get; }

    /// <summary>Appends a batch as one row group. Does not dispose it.</summary>
    Task WriteAsync(ColumnBatch batch, CancellationToken cancellationToken);

    /// <summary>Encrypts and uploads. Replaces a blob left by an earlier attempt.</summary>
    Task<SnapshotPart> CompleteAsync(CancellationToken cancellationToken);
}

/// <summary>Place of a part.</summary>
/// <param name="Run">Run.</param>
/// <param name="Table">Source table.</param>
/// <param name="Chunk">Chunk number, from 1.</param>
/// <param name="Number">Number within the chunk, from 1.</param>
/// <param name="Epoch">Epoch of the lease that writes it: a node that lost the run cannot replace what its successor wrote.</param>
public sealed record PartName(RunId Run, string Table, int Chunk, int Number, long Epoch);

/// <summary>The authenticated list of a table's parts.</summary>
/// <param name="Format">Version of this document.</param>
/// <param name="Run">Run.</param>
/// <param name="Entity">Entity code.</param>
/// <param name="Table">Source table.</param>
/// <param name="Rows">Rows in all parts.</param>
/// <param name="Columns">Schema of the parts.</param>
/// <param name="Key">Key columns.</param>
/// <param name="Point">Source state that was read.</param>
/// <param name="Parts">Parts in key order.</param>
/// <param name="Respellings">What the source's collation says of references; null = there is none.</param>
public sealed record Manifest(
    int Format,
    string Run,
    string Entity,
    string Table,
    long Rows,
    IReadOnlyList<BatchColumn> Columns,
    IReadOnlyList<string> Key,
    SourcePoint Point,
    IReadOnlyList<SnapshotPart> Parts,
    IReadOnlyList<ReferenceRespellings>? Respellings = null);

/// <summary>Spellings of a reference, as the source told them: only it knows its collation.</summary>
/// <param name="Question">What it was asked: <see cref="RespelledReference.Question"/>.</param>
/// <param name="Spellings">Pairs of spellings.</param>
public sealed record ReferenceRespellings(string Question, IReadOnlyList<Respelling> Spellings);
