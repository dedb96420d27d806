namespace Reprise.Core.Runs;

/// <summary>Published records that a person decided are one, by table plan and what became of the decision.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Action"><c>delete</c> or <c>soft_delete</c>: what happens to the record that goes.</param>
/// <param name="Kept">Why it did not go: see <see cref="RecordMerge.Kept"/>; null = it did, or will when the run publishes.</param>
/// <param name="Records">How many.</param>
public sealed record RecordMergeCount(string Table, string Action, string? Kept, long Records);

/// <summary>A published record that a person decided is another one.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Key">Source key of its row, as it may be shown.</param>
/// <param name="Record">Id of the record that goes.</param>
/// <param name="Into">Id of the record that stays.</param>
/// <param name="Action">See <see cref="RecordMergeCount.Action"/>.</param>
/// <param name="Kept">
/// <c>changed_in_target</c>: the application changed the record that would go; <c>deleted_in_target</c>: one of both is not there any more; <c>referenced</c>: a row refers to it that the run does not change;
/// <c>unreadable</c>: a table that may refer to it may not be read; <c>merged_into</c>: rows of other entities are part of it; <c>held_back</c>: one of both rows is in quarantine or gone from the source;
/// <c>contradicted</c>: another decision says that they differ.
/// </param>
public sealed record RecordMerge(string Table, string Key, string Record, string Into, string Action, string? Kept);
