namespace Reprise.Core.Columns;

/// <summary>When a batch is full: at the first limit reached. A single row larger than <see cref="MaxBytes"/> is a batch of its own.</summary>
/// <param name="MaxRows">Rows per batch.</param>
/// <param name="MaxBytes">Bytes per batch.</param>
public sealed record BatchLimits(int MaxRows, long MaxBytes)
{
    /// <summary>65,536 rows or 16 MiB: a row group small enough to be one Parquet page and two of them per table in flight.</summary>
    public static BatchLimits Default { get; } = new(65_536, 16L << 20);
}
