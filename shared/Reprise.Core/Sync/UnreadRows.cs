using Reprise.Core.Runs;

namespace Reprise.Core.Sync;

/// <summary>Rows of a table plan that a run did not read because they did not change.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Records">Those with a record of their own.</param>
/// <param name="Merged">Those that are part of another one's record.</param>
/// <param name="SourceRows">Rows that the source table has, read or not.</param>
public sealed record UnreadRows(string Table, long Records, long Merged, long SourceRows)
{
    /// <summary>Figures of all rows that the source has. What neither has a record nor was held back was left out by a filter when it was read.</summary>
    public RowFigures With(RowFigures read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var (unchanged, merged) = (read.Unchanged + Records, read.Merged + Merged);
        return read with { Read = SourceRows, Unchanged = unchanged, Merged = merged, Filtered = Math.Max(read.Filtered, SourceRows - read.Published - unchanged - merged - read.Quarantined) };
    }
}
