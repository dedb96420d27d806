using System.Text.Json.Serialization;

namespace Reprise.Core.Runs;

/// <summary>What became of the rows of one table plan. The conservation law: <c>read = published + unchanged + merged + quarantined + filtered</c>.</summary>
/// <param name="Read">Rows read from the source.</param>
/// <param name="Published">Inserted or updated (rehearsal: would be).</param>
/// <param name="Unchanged">Already in the target with the same values.</param>
/// <param name="Merged">The same record as another one.</param>
/// <param name="Quarantined">Held back.</param>
/// <param name="Filtered">Left out by a filter of the plan.</param>
public sealed record RowFigures(long Read, long Published, long Unchanged, long Merged, long Quarantined, long Filtered)
{
    /// <summary>No rows.</summary>
    public static RowFigures None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>True when every row read is accounted for.</summary>
    [JsonIgnore]
    public bool IsBalanced => Read == Published + Unchanged + Merged + Quarantined + Filtered;

    /// <summary>Sum by figure.</summary>
    public RowFigures Add(RowFigures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(
            Read + other.Read,
            Published + other.Published,
            Unchanged + other.Unchanged,
            Merged + other.Merged,
            Quarantined + other.Quarantined,
            Filtered + other.Filtered);
    }
}

/// <summary>Figures of one table plan.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Lot">Lot.</param>
/// <param name="Rows">Figures.</param>
public sealed record TableFigures(string Table, string Lot, RowFigures Rows);
