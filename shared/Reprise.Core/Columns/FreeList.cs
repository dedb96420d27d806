using System.Diagnostics.CodeAnalysis;

namespace Reprise.Core.Columns;

/// <summary>What may be used again. Safe to use from several threads.</summary>
/// <remarks>No <see cref="System.Collections.Concurrent.ConcurrentBag{T}"/>: what lies in one outlives it by two full collections, and a batch is megabytes.</remarks>
internal sealed class FreeList<T>
    where T : class
{
    private readonly Stack<T> _free = [];
    private readonly Lock _lock = new();

    /// <summary>Takes what was put in last.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item)
    {
        lock (_lock)
        {
            return _free.TryPop(out item);
        }
    }

    /// <summary>Puts something in that nobody uses any more.</summary>
    public void Add(T item)
    {
        lock (_lock)
        {
            _free.Push(item);
        }
    }
}
