namespace Reprise.Core.Catalogs;

/// <summary>What the first rows of a table say about a column: counts only, no value.</summary>
/// <param name="Table">Source table.</param>
/// <param name="Column">Source column.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Filled">Of them with a value: neither null nor blank nor a zero date.</param>
/// <param name="Blank">Of them with text of nothing but white space.</param>
/// <param name="Kinds">How many of the filled ones look like what. A value may look like several kinds, or like none.</param>
public sealed record ColumnSample(string Table, string Column, long Rows, long Filled, long Blank, IReadOnlyDictionary<ContentKind, long> Kinds)
{
    /// <summary>Share of the filled values that look like the kind, 0 to 1; null when too few are filled to tell.</summary>
    public double? Share(ContentKind kind) => Filled < FewestTelling ? null : (double)Kinds.GetValueOrDefault(kind) / Filled;

    private const int FewestTelling = 5;
}
