using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>Consistent point, data key, chunks and purge of a run's snapshot.</summary>
public interface IExtractionLedger
{
    /// <summary>Keeps the wrapped data key unless the run already has one.</summary>
    /// <returns>The key that counts.</returns>
    Task<WrappedKey> EnsureDataKeyAsync(RunLease lease, WrappedKey candidate, CancellationToken cancellationToken);

    /// <summary>The wrapped data key; null before there is one and after its destruction.</summary>
    Task<WrappedKey?> GetDataKeyAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Says at which point this node reads. A point other than the run's, whose position does not prove that nothing changed, makes every chunk be extracted again.</summary>
    Task<PointVerdict> AttachPointAsync(RunLease lease, SourcePoint point, CancellationToken cancellationToken);

    /// <summary>The point the run reads; null before extraction.</summary>
    Task<SourcePoint?> GetPointAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Keeps the chunk ranges of a table unless it already has some.</summary>
    /// <returns>The chunks that count, by number.</returns>
    Task<IReadOnlyList<Chunk>> EnsureChunksAsync(RunLease lease, string table, IReadOnlyList<ChunkRange> ranges, CancellationToken cancellationToken);

    /// <summary>The chunks of a source table, by number; empty before planning.</summary>
    Task<IReadOnlyList<Chunk>> GetChunksAsync(RunId run, string table, CancellationToken cancellationToken);

    /// <summary>Names of the source tables whose chunks are planned and all extracted.</summary>
    Task<IReadOnlyList<string>> GetExtractedTablesAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Checkpoint of extraction: the chunk's parts are in the store.</summary>
    Task CompleteChunkAsync(RunLease lease, string table, int chunk, long rows, IReadOnlyList<SnapshotPart> parts, CancellationToken cancellationToken);

    /// <summary>Checkpoint of a replay's extraction: its table has the chunks and parts of the run that extracted them. Repeating it is harmless.</summary>
    Task AdoptChunksAsync(RunLease lease, RunId owner, string table, CancellationToken cancellationToken);

    /// <summary>Begins a purge: destroys the data key, so that nothing of the snapshot can be read from here on. Repeating it is success.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.WrongStatus"/> names the replay that reads the snapshot right now.</exception>
    Task DestroyKeyAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Runs whose snapshot is kept longer than it is to be: after success by what was asked for at the start, of runs that did not succeed by <paramref name="retention"/>. None of an entity that has a run under way.</summary>
    Task<IReadOnlyList<RunId>> ListDueAsync(TimeSpan retention, CancellationToken cancellationToken);

    /// <summary>True once the run's snapshot is purged.</summary>
    Task<bool> IsPurgedAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Destroys the data key and records how many blobs were deleted and by whom. Repeating it is success.</summary>
    Task RecordPurgeAsync(RunId run, int blobsDeleted, string reason, CancellationToken cancellationToken);
}

/// <summary>What attaching a point means for what was extracted before.</summary>
public enum PointVerdict
{
    /// <summary>The run's first point, or the same one again.</summary>
    Current,

    /// <summary>Another point at the same proven position: what was extracted counts.</summary>
    Continued,

    /// <summary>Another state: chunks, checkpoints and staged rows were forgotten, all tables are extracted again.</summary>
    Restarted,
}
