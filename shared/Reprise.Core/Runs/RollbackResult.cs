namespace Reprise.Core.Runs;

/// <summary>What a rollback did, or would do. Part of the API: keys are added, never renamed.</summary>
/// <param name="Run">Run.</param>
/// <param name="IsDryRun">True: nothing was changed.</param>
/// <param name="WasDone">True: it had been rolled back before; nothing was changed, <paramref name="Kept"/> is what stayed then.</param>
/// <param name="Lots">Lots that were undone.</param>
/// <param name="Tables">Figures by table plan; empty for a replicate plan, whose schema is exchanged as a whole.</param>
/// <param name="Kept">Records that stayed, by table and id, at most <see cref="MostListed"/> of them.</param>
public sealed record RollbackResult(string Run, bool IsDryRun, bool WasDone, IReadOnlyList<string> Lots, IReadOnlyList<RolledBackTable> Tables, IReadOnlyList<KeptRecord> Kept)
{
    /// <summary>Most records that are listed; the ledger's table <c>rollback_record</c> has all.</summary>
    public const int MostListed = 1000;
}

/// <summary>What was undone in a table plan.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Deleted">Records that the run inserted and that are gone.</param>
/// <param name="Restored">Records that the run changed and that say again what they said before.</param>
/// <param name="Unmerged">Rows that the run merged into a record and that are of none any more.</param>
/// <param name="Kept">Records that stayed as they are.</param>
public sealed record RolledBackTable(string Table, long Deleted, long Restored, long Unmerged, long Kept);

/// <summary>A record that a rollback left as it is, for somebody to decide about.</summary>
/// <param name="Table">Target table.</param>
/// <param name="Id">Id of the record.</param>
/// <param name="Action">What was left undone: <c>delete</c> or <c>restore</c>.</param>
/// <param name="Reason">
/// <c>changed_in_target</c> or <c>deleted_in_target</c>: by the application; <c>later_run</c>: a later run of the entity wrote it;
/// <c>merged_into</c>: rows of other runs are part of it; <c>referenced</c>: a row that stays refers to it.
/// </param>
public sealed record KeptRecord(string Table, string Id, string Action, string Reason);
