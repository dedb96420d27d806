using Reprise.Core.Quality;

namespace Reprise.Pipeline.Quality;

/// <summary>What became of the rows of one chunk after the other.</summary>
/// <param name="fates">Fates by chunk, ascending.</param>
/// <param name="isEveryRowNamed">True: a row that is not among them was left out by a filter. False: it was kept.</param>
internal sealed class ChunkFates(IAsyncEnumerator<RowFate> fates, bool isEveryRowNamed) : IAsyncDisposable
{
    private readonly Dictionary<string, RowFate> _ofChunk = new(StringComparer.Ordinal);
    private bool _hasStarted;
    private bool _hasMore;

    /// <summary>Goes on to a chunk; numbers ascend.</summary>
    public async Task MoveToAsync(int chunk)
    {
        _ofChunk.Clear();
        if (!_hasStarted)
        {
            _hasStarted = true;
            _hasMore = await fates.MoveNextAsync();
        }

        while (_hasMore && fates.Current.Chunk <= chunk)
        {
            if (fates.Current.Chunk == chunk)
            {
                _ofChunk.Add(fates.Current.Key, fates.Current);
            }

            _hasMore = await fates.MoveNextAsync();
        }
    }

    /// <summary>False where rows of the chunk need not be told apart.</summary>
    public bool AsksForKeys => _ofChunk.Count > 0;

    /// <summary>What became of the chunk's next row.</summary>
    /// <param name="key">Its key where it is asked for; null = it has none, and was held back for it.</param>
    /// <returns>True when it is in quarantine, false when it is kept, null when a filter left it out.</returns>
    public bool? Take(string? key)
    {
        if (!AsksForKeys)
        {
            return isEveryRowNamed ? null : false;
        }

        if (key is null)
        {
            return true;
        }

        if (!_ofChunk.TryGetValue(key, out var fate))
        {
            return isEveryRowNamed ? null : false;
        }

        // Of rows with the same key the first is kept.
        if (fate.Kept == 0)
        {
            return true;
        }

        _ofChunk[key] = fate with { Kept = fate.Kept - 1 };
        return false;
    }

    public ValueTask DisposeAsync() => fates.DisposeAsync();
}
