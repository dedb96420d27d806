using System.Buffers;

namespace Reprise.Snapshots.Parts;

/// <summary>An array of at least the asked length from the shared pool, given back on disposal.</summary>
/// <typeparam name="T">Element. Arrays of references are cleared, so that the pool keeps no row alive.</typeparam>
internal readonly struct Rented<T>(int length) : IDisposable
{
    private readonly T[] _array = ArrayPool<T>.Shared.Rent(length);

    /// <summary>The elements; their content is whatever was there.</summary>
    public Memory<T> Memory => _array.AsMemory(0, length);

    /// <summary>The same.</summary>
    public Span<T> Span => _array.AsSpan(0, length);

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<T>.Shared.Return(_array, System.Runtime.CompilerServices.RuntimeHelpers.IsReferenceOrContainsReferences<T>());
}
