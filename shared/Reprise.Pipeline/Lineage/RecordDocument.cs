using Reprise.Core.Lineage;

namespace Reprise.Pipeline.Lineage;

/// <summary>Where a record is from: what <c>reprise explain --json</c> prints and HTTP answers. Part of the API: keys are added, never renamed.</summary>
/// <param name="Table">Target table.</param>
/// <param name="Id">Its id; values of a composite one with commas between.</param>
/// <param name="State">
/// <c>as_written</c>: the columns that the plan fills say what the last run wrote; <c>changed_in_target</c>: the application changed them since; <c>deleted_in_target</c>;
/// <c>rolled_back</c>: the run that made it was undone; <c>of_application</c>: the application made it, and rows of the source were merged into it; <c>merged</c>: it was merged into another record by a person's decision; <c>replicated</c>: whether it was changed is told by its source row alone.
/// </param>
/// <param name="IsUnmasked">True: values and keys are themselves, and the audit trail says who saw them.</param>
public sealed record RecordDocument(string Table, string Id, string State, bool IsUnmasked)
{
    /// <summary>Source rows that it is made of, the one it is named after first.</summary>
    public IReadOnlyList<SourceRowDocument> Sources { get; init; } = [];

    /// <summary>The record that it was merged into by a person's decision; null = it was not.</summary>
    public MergedIntoDocument? MergedInto { get; init; }

    /// <summary>What it says now, by column; null when it is not there.</summary>
    public IReadOnlyDictionary<string, string?>? Values { get; init; }

    /// <summary>Runs that wrote it, oldest first, and what each changed.</summary>
    public IReadOnlyList<RecordChangeDocument> Changes { get; init; } = [];

    /// <summary>All runs that it speaks of, oldest first: when, and who approved, waived and undid them.</summary>
    public IReadOnlyList<RunFacts> Runs { get; init; } = [];
}

/// <summary>Why a record is another one by now.</summary>
/// <param name="Id">Id of that one, in the same table.</param>
/// <param name="Run">Run that merged them.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Reason">Why.</param>
public sealed record MergedIntoDocument(string Id, string Run, string DecidedBy, DateTimeOffset DecidedAt, string Reason);

/// <summary>A source row that a record is made of.</summary>
/// <param name="Entity">Entity code.</param>
/// <param name="Table">Source table.</param>
/// <param name="Part">Part of the row, where records are made of several; else null.</param>
/// <param name="Key">Source key.</param>
/// <param name="IsMerged">True: the record is another row's, and this one joined it.</param>
/// <param name="Run">Run that wrote it.</param>
/// <param name="TablePlan">Table plan.</param>
public sealed record SourceRowDocument(string Entity, string Table, string? Part, string Key, bool IsMerged, string Run, string TablePlan)
{
    /// <summary>Where in the snapshot it was read; null where only the source could tell.</summary>
    public SnapshotPlaceDocument? Snapshot { get; init; }

    /// <summary>Why it was merged; null = it was not.</summary>
    public MergeDocument? Merge { get; init; }

    /// <summary>Columns of the record that another row filled.</summary>
    public IReadOnlyList<FillDocument> Fills { get; init; } = [];

    /// <summary>What became of each column.</summary>
    public IReadOnlyList<RuleDocument> Rules { get; init; } = [];

    /// <summary>Runs that held it back, newest first.</summary>
    public IReadOnlyList<HeldDocument> Held { get; init; } = [];

    /// <summary>What people decided about it, newest first.</summary>
    public IReadOnlyList<CorrectionDocument> Corrections { get; init; } = [];

    /// <summary>The source row as it is now.</summary>
    public required PresentRowDocument Present { get; init; }
}

/// <summary>A chunk of a snapshot.</summary>
/// <param name="Chunk">Its number.</param>
/// <param name="From">First key, masked unless it is a number; null = from the start.</param>
/// <param name="To">Key before which it ends; null = to the end.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Blobs">Its encrypted files.</param>
/// <param name="PurgedAt">When they were deleted and their key destroyed; null = they are kept.</param>
public sealed record SnapshotPlaceDocument(int Chunk, string? From, string? To, long Rows, IReadOnlyList<string> Blobs, DateTimeOffset? PurgedAt);

/// <summary>Why a row is part of another one's record.</summary>
/// <param name="By"><c>equal_key</c> or <c>duplicates</c>.</param>
/// <param name="Columns">Columns of an equal key, in <c>match</c> of the table plan.</param>
/// <param name="With">Source key of the row, or id of the record, that it is the same as; null for an equal key.</param>
/// <param name="Probability">0 to 1; null for an equal key.</param>
/// <param name="Weights">What each comparison adds, in bits.</param>
/// <param name="DecidedBy">Who decided it; null = nobody.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Reason">Why, in that person's words.</param>
public sealed record MergeDocument(string By, IReadOnlyList<string> Columns, string? With, double? Probability, IReadOnlyList<Core.Ports.DuplicateWeight> Weights, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason);

/// <summary>A column that another row filled.</summary>
/// <param name="Column">Target column.</param>
/// <param name="FromKey">Source key of that row.</param>
/// <param name="FromEntity">Entity of that row where it is another one; else null.</param>
public sealed record FillDocument(string Column, string FromKey, string? FromEntity);

/// <summary>A column rule and what it did to the row.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Rule">The rule as the plan says it.</param>
/// <param name="From">Source columns.</param>
/// <param name="Applied">Corrections that the ledger has for this row, from when it was loaded.</param>
/// <param name="AppliesNow">Corrections that the rule makes in the source row as it is now; null = it was not read.</param>
/// <param name="Before">What the source column says now, or, where the row is gone, what the ledger keeps of a value that became null; null also where the rule is not about one column.</param>
/// <param name="After">What mapping makes of it; of a reference the source key that it leads to; null also where PostgreSQL works the value out.</param>
/// <param name="Value">What the record says now.</param>
public sealed record RuleDocument(
    string Column, string Rule, IReadOnlyList<string> From, IReadOnlyList<string> Applied, IReadOnlyList<string>? AppliesNow, string? Before, string? After, string? Value);

/// <summary>That a run held the row back.</summary>
/// <param name="Run">Run.</param>
/// <param name="At">When, UTC.</param>
/// <param name="TablePlan">Table plan.</param>
/// <param name="Column">Target column; empty for the whole row.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="State">Where it stands: <c>held</c>, <c>fixed</c>, <c>dismissed</c>, <c>reinjected</c>.</param>
/// <param name="ReinjectedBy">Run that published it later.</param>
public sealed record HeldDocument(string Run, DateTimeOffset At, string TablePlan, string Column, string Reason, string State, string? ReinjectedBy);

/// <summary>What a person decided about the row.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When, UTC.</param>
/// <param name="TablePlan">Table plan.</param>
/// <param name="IsDismissed">True: the row is left out. False: cells were corrected.</param>
/// <param name="Cells">Corrected source columns and what they were corrected to.</param>
/// <param name="SupersededAt">When another decision took its place; null = it counts.</param>
/// <param name="AppliedBy">Newest run that followed it.</param>
public sealed record CorrectionDocument(string By, DateTimeOffset At, string TablePlan, bool IsDismissed, IReadOnlyDictionary<string, string?> Cells, DateTimeOffset? SupersededAt, string? AppliedBy);

/// <summary>The source row as it is now: read anew, not what was loaded.</summary>
/// <param name="State">
/// <c>equal</c>: the record says what it says; <c>differs</c>; <c>merged</c>: the record is another row's; <c>filtered</c>, <c>dismissed</c> or <c>held_back</c>: a run would not load it now; <c>absent</c>: the source has no such row;
/// <c>loadable</c>: a run would load it; <c>not_read</c>.
/// </param>
/// <param name="Reason">Why it was not read or would be held back; a code.</param>
public sealed record PresentRowDocument(string State, string? Reason)
{
    /// <summary>Target columns that differ.</summary>
    public IReadOnlyList<string> Differing { get; init; } = [];

    /// <summary>Conditions of the plan that it does not satisfy.</summary>
    public IReadOnlyList<string> Unmet { get; init; } = [];

    /// <summary>Its values by source column, also of columns that no rule reads; null when it was not read.</summary>
    public IReadOnlyDictionary<string, string?>? Values { get; init; }
}

/// <summary>What a run did to a record.</summary>
/// <param name="Run">Run.</param>
/// <param name="Action"><c>inserted</c>, <c>changed</c> or <c>deleted</c>.</param>
/// <param name="RolledBackAt">When the run was undone; null = it was not.</param>
/// <param name="Kept">Why that left the record as it is; null = it did not.</param>
/// <param name="Columns">Columns that say something else since, up to the next run that wrote it.</param>
public sealed record RecordChangeDocument(string Run, string Action, DateTimeOffset? RolledBackAt, string? Kept, IReadOnlyList<ColumnChangeDocument> Columns);

/// <summary>A column that changed.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
public sealed record ColumnChangeDocument(string Column, string? Before, string? After);
