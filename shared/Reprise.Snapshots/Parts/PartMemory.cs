using ParquetSharp;

namespace Reprise.Snapshots.Parts;

/// <summary>Where the Parquet library takes memory from.</summary>
internal static class PartMemory
{
    /// <summary>The system: what is freed goes back at once. The library's default keeps the largest value's memory for the rest of the run (8 values of 64 MiB: 200 MB more).</summary>
    public static MemoryPool Native => MemoryPool.SystemMemoryPool();
}
