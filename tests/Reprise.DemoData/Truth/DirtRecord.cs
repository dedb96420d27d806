namespace Reprise.DemoData.Truth;

/// <summary>One dirty value.</summary>
/// <param name="Table">Source table.</param>
/// <param name="Key">Primary key of the row; the parts of a composite one joined by <c>|</c>.</param>
/// <param name="Column">Source column.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Clean">What the value should have been, where it can be known.</param>
internal sealed record DirtRecord(string Table, string Key, string Column, DirtKind Kind, string Clean);
