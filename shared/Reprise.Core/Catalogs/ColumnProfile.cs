namespace Reprise.Core.Catalogs;

/// <summary>What the values of a column say where its declared type cannot: found by one aggregate query per table.</summary>
/// <param name="Table">Source table.</param>
/// <param name="Column">Source column.</param>
/// <param name="Min">Smallest value of an integer column; null when all values are null or it was not asked.</param>
/// <param name="Max">Largest value of an integer column (up to 2^64-1).</param>
/// <param name="ZeroDates">Number of zero or partial dates.</param>
public sealed record ColumnProfile(string Table, string Column, decimal? Min, decimal? Max, long ZeroDates)
{
    /// <summary>True when a text column of 36 characters has values and all of them are UUIDs in their canonical, lower-case form, so that a uuid prints them as they are.</summary>
    public bool IsUuid { get; init; }
}
