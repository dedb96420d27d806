namespace Reprise.Core.Runs;

/// <summary>A chunk of a source table as the ledger knows it.</summary>
/// <param name="Range">Key range.</param>
/// <param name="IsExtracted">True once all its parts are in the store.</param>
/// <param name="Rows">Rows read; 0 until extracted.</param>
/// <param name="Parts">Its parts in order; empty until extracted, and for a chunk without rows.</param>
public sealed record Chunk(ChunkRange Range, bool IsExtracted, long Rows, IReadOnlyList<SnapshotPart> Parts);

/// <summary>One encrypted Parquet file of a snapshot.</summary>
/// <param name="Blob">Blob name.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Bytes of the Parquet file inside the envelope.</param>
/// <param name="Sha256">SHA-256 of the Parquet file inside the envelope, hexadecimal.</param>
public sealed record SnapshotPart(string Blob, long Rows, long Bytes, string Sha256);
