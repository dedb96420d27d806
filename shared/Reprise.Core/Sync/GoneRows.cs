namespace Reprise.Core.Sync;

/// <summary>Rows of a table plan that are gone from the source, by what became of them.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Action"><c>report</c>, <c>delete</c>, <c>soft_delete</c> or <c>unmerge</c>: a row that was part of another one's record.</param>
/// <param name="Kept">Why the record stayed as it is: see <see cref="GoneRow.Kept"/>; null = it did not, or nothing was to be done.</param>
/// <param name="Rows">How many.</param>
public sealed record GoneRowCount(string Table, string Action, string? Kept, long Rows);

/// <summary>A row that is gone from the source.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Key">Canonical source key.</param>
/// <param name="Record">Id of its record.</param>
/// <param name="Action">See <see cref="GoneRowCount.Action"/>.</param>
/// <param name="Kept"><c>changed_in_target</c>: the application changed the record; <c>merged_into</c>: other rows are part of it; <c>referenced</c>: a row that stays refers to it; <c>unreadable</c>: a table that may refer to it may not be read.</param>
public sealed record GoneRow(string Table, string Key, string Record, string Action, string? Kept);
