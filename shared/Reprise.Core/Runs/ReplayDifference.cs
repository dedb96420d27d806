namespace Reprise.Core.Runs;

/// <summary>What a replay makes otherwise than the run it plays again, and what publishing it does to the target. Part of the API: keys are added, never renamed.</summary>
/// <param name="Run">The replay.</param>
/// <param name="Of">The run that it plays again.</param>
/// <param name="SamePlan">True when both run plans have the same hash.</param>
/// <param name="Before">Plan of the run.</param>
/// <param name="After">Plan of the replay.</param>
/// <param name="Tables">By table plan: those of the replay, then those that only the run had.</param>
/// <param name="Quarantine">Rows held back by table plan, column and reason, where there are any on either side.</param>
public sealed record ReplayDifference(
    string Run,
    string Of,
    bool SamePlan,
    PlanMark Before,
    PlanMark After,
    IReadOnlyList<TableDifference> Tables,
    IReadOnlyList<QuarantineDifference> Quarantine)
{
    /// <summary>Name by which the ledger keeps it beside the reports.</summary>
    public const string DocumentName = "difference.json";
}

/// <summary>A plan in a <see cref="ReplayDifference"/>.</summary>
/// <param name="Plan">Name.</param>
/// <param name="Version">Version its author counts.</param>
/// <param name="Fingerprint">SHA-256 of its files.</param>
/// <param name="Hash">Hash of the run plan.</param>
public sealed record PlanMark(string Plan, int Version, string Fingerprint, string Hash)
{
    /// <summary>The mark of a run plan.</summary>
    public static PlanMark Of(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new(plan.Plan, plan.PlanVersion, plan.PlanFingerprint, plan.Hash);
    }
}

/// <summary>A table plan in a <see cref="ReplayDifference"/>.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Before">Figures of the run; null when it did not come so far or has no such table plan.</param>
/// <param name="After">Figures of the replay; null when its plan has no such table plan.</param>
/// <param name="Records">What publishing does to the target's records; null for a replicate plan, whose schema is exchanged as a whole.</param>
public sealed record TableDifference(string Table, RowFigures? Before, RowFigures? After, RecordChanges? Records);

/// <summary>What publishing a table plan does to records of the target as it is before.</summary>
/// <param name="Inserted">Records that are new.</param>
/// <param name="Changed">Records that say something else.</param>
/// <param name="Removed">Records that earlier runs of the entity made of the same source table and that the plan does not make. Publishing leaves them where they are.</param>
/// <param name="Columns">Changed records by column that changes.</param>
/// <param name="Samples">Some of these records, at most <see cref="MaxSamples"/>.</param>
public sealed record RecordChanges(long Inserted, long Changed, long Removed, IReadOnlyDictionary<string, long> Columns, IReadOnlyList<RecordChange> Samples)
{
    /// <summary>Most records that are listed of a table plan: changed ones first, then removed, then inserted.</summary>
    public const int MaxSamples = 100;
}

/// <summary>A record in <see cref="RecordChanges"/>.</summary>
/// <param name="Change"><c>changed</c>, <c>removed</c> or <c>inserted</c>.</param>
/// <param name="Key">Source key, masked unless it is a number or the like.</param>
/// <param name="Id">Id of the record.</param>
/// <param name="Columns">Columns that change.</param>
public sealed record RecordChange(string Change, string Key, string Id, IReadOnlyList<string> Columns);

/// <summary>Rows held back for one reason, in the run and in its replay.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Column">Target column; empty for the whole row.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="Before">Rows of the run.</param>
/// <param name="After">Rows of the replay.</param>
public sealed record QuarantineDifference(string Table, string Column, string Reason, long Before, long After);
