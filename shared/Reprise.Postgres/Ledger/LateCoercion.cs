namespace Reprise.Postgres.Ledger;

/// <summary>Values that one rule concerns, found by a query.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Column">Column.</param>
/// <param name="Rule">Rule.</param>
/// <param name="After">What became of all the values; null where they stay as they are, or where the query tells it of each.</param>
/// <param name="Rows">SELECT of texts: the row's source key, null where it has none; the value, null where it is not one value that is concerned; and, if there is a third, what the value becomes.</param>
internal sealed record LateCoercion(string Table, string Column, string Rule, string? After, string Rows);
