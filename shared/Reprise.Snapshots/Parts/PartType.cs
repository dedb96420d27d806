using ParquetSharp;

namespace Reprise.Snapshots.Parts;

/// <summary>A Parquet type.</summary>
/// <param name="Physical">How values are stored.</param>
/// <param name="Annotation">What they mean; a new native object each time.</param>
/// <param name="Length">Bytes per value where they all have the same number of them; otherwise −1.</param>
/// <remarks>https://github.com/apache/parquet-format/blob/master/LogicalTypes.md.</remarks>
internal sealed record PartType(PhysicalType Physical, Func<LogicalType> Annotation, int Length = -1);
