namespace Reprise.Postgres.Ledger;

/// <summary>Values that one rule concerns, found by a query.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Column">Column.</param>
/// <param name="Rule">Rule.</param>
/// <param name="After">What became of the values; null where they stay as they are.</param>
/// <param name="Rows">SELECT of two texts: the row's source key, null where it has none, and the value, null where it is not one value that is concerned.</param>
internal sealed record LateCoercion(string Table, string Column, string Rule, string? After, string Rows);
