namespace Reprise.Core.Runs;

/// <summary>Empty cells of other entities' records that rows which joined them fill (<c>existing: fill</c>), by column and what became of them.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Column">Target column.</param>
/// <param name="Action"><c>give</c>; <c>take_back</c>: the row is not part of the record any more, or has nothing to give; <c>supersede</c>: another entity's row had filled it, and the record's own row has a value by now.</param>
/// <param name="Kept">
/// Why the record was left as it is: <c>changed_in_target</c>: the application changed it; <c>deleted_in_target</c>: it is not there any more; <c>refused</c>: a constraint of the target refuses a value of the column; null = it was not.
/// </param>
/// <param name="Cells">How many.</param>
public sealed record GivenCount(string Table, string Column, string Action, string? Kept, long Cells);
