namespace Reprise.Core.Columns;

/// <summary>Memory of values that are larger than a whole batch: given back at once.</summary>
/// <remarks>
/// Such a value leaves several arrays of its size behind, here and in the libraries that it went through, and the collector would let
/// gigabytes of them pile up before it looks at the large objects. A collection costs some milliseconds; the value cost a hundred.
/// </remarks>
public static class LargeMemory
{
    /// <summary>Bytes from which on a buffer is not kept for the next value.</summary>
    public const int Threshold = 32 << 20;

    /// <summary>Collects what is not used any more.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
