using Reprise.Core.Lineage;

namespace Reprise.Pipeline.Lineage;

/// <summary>Where a source row went, or why not: what <c>reprise where --json</c> prints and HTTP answers. Part of the API: keys are added, never renamed.</summary>
/// <param name="Entity">Entity code.</param>
/// <param name="Table">Source table.</param>
/// <param name="Key">Source key.</param>
/// <param name="IsUnmasked">True: values and keys are themselves, and the audit trail says who saw them.</param>
public sealed record RowDocument(string Entity, string Table, string Key, bool IsUnmasked)
{
    /// <summary>What became of it, for each target table and part that it is or was planned for.</summary>
    public IReadOnlyList<PlaceDocument> Places { get; init; } = [];

    /// <summary>All runs that it speaks of, oldest first: when, and who approved, waived and undid them.</summary>
    public IReadOnlyList<RunFacts> Runs { get; init; } = [];
}

/// <summary>What became of a source row in a target table.</summary>
/// <param name="Target">Target table; empty for a source table that the plan leaves out.</param>
/// <param name="Part">Part of the row, where records are made of several; else null.</param>
/// <param name="TablePlans">Table plans that make it.</param>
/// <param name="Outcome">
/// <c>record</c>, <c>merged</c>, <c>deleted_in_target</c>, <c>held_back</c>, <c>dismissed</c>, <c>filtered</c>, <c>not_in_source</c>, <c>rolled_back</c>, <c>not_published</c>, <c>not_read</c>, <c>table_ignored</c>, or <c>unknown</c>.
/// </param>
/// <param name="Because">One sentence.</param>
/// <param name="Record">Id of its record; null when it has none.</param>
/// <param name="RecordState">As in <see cref="RecordDocument.State"/>; null when there is none.</param>
/// <param name="Run">Run that decided it; null when none did.</param>
public sealed record PlaceDocument(string Target, string? Part, IReadOnlyList<string> TablePlans, string Outcome, string Because, string? Record, string? RecordState, string? Run)
{
    /// <summary>Why it was merged; null = it was not.</summary>
    public MergeDocument? Merge { get; init; }

    /// <summary>Runs that held it back, newest first.</summary>
    public IReadOnlyList<HeldDocument> Held { get; init; } = [];

    /// <summary>What people decided about it, newest first.</summary>
    public IReadOnlyList<CorrectionDocument> Corrections { get; init; } = [];

    /// <summary>The source row as it is now, by the newest plan; null for a table that is left out.</summary>
    public PresentRowDocument? Present { get; init; }
}
