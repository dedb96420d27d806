namespace Reprise.Core.Runs;

/// <summary>A half-open range of a table's key: from <see cref="From"/> (included) to <see cref="To"/> (not included).</summary>
/// <param name="Number">Number within the table, from 1, in key order.</param>
/// <param name="From">First key, as the source writes each part as text; null = from the start.</param>
/// <param name="To">End; null = to the end.</param>
public sealed record ChunkRange(int Number, IReadOnlyList<string>? From, IReadOnlyList<string>? To)
{
    /// <summary>The range without bounds.</summary>
    public static ChunkRange Whole { get; } = new(1, From: null, To: null);

    /// <summary>Rows it is of when it is no range; null = the range.</summary>
    public RowSelection? Selection { get; init; }
}
