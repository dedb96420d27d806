namespace Reprise.Core.Runs;

/// <summary>Possible duplicates of a table plan that were left to people.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Merged">Rows merged without an equal key.</param>
/// <param name="Pairs">Pairs left to a person.</param>
/// <param name="Decided">Of these, decided since.</param>
/// <param name="Oldest">When a run of the entity first left one of those that are open to a person, UTC; null = none is open.</param>
public sealed record ReviewQueue(string Table, long Merged, long Pairs, long Decided, DateTimeOffset? Oldest)
{
    /// <summary>Pairs that nobody has decided.</summary>
    public long Open => Pairs - Decided;

    /// <summary>Nothing to decide.</summary>
    public static ReviewQueue None(string table) => new(table, 0, 0, 0, null);
}
