namespace Reprise.Core.Quality;

/// <summary>What became of the source rows with one key in one chunk. A key that is not unique has several: the first is kept, the others are held back.</summary>
/// <param name="Chunk">Chunk, from 1.</param>
/// <param name="Key">Canonical source key, see <see cref="Mapping.SourceKey"/>.</param>
/// <param name="Kept">Rows that are published, unchanged or merged.</param>
/// <param name="HeldBack">Rows in quarantine.</param>
public readonly record struct RowFate(int Chunk, string Key, long Kept, long HeldBack);
