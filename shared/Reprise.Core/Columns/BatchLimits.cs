namespace Reprise.Core.Columns;

/// <summary>When a batch is full: at the first limit reached. A single row larger than <see cref="MaxBytes"/> is a batch of its own.</summary>
/// <param name="MaxRows">Rows per batch.</param>
/// <param name="MaxBytes">Bytes per batch.</param>
public sealed record BatchLimits(int MaxRows, long MaxBytes)
{
    /// <summary>16,384 rows or 4 MiB: large enough that what is done once per batch does not count, small enough that the few in flight of each table stay below 30 MB.</summary>
    public static BatchLimits Default { get; } = new(16_384, 4L << 20);
}
