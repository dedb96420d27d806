using Reprise.Core.Corrections;
using Reprise.Core.Mapping;
using Reprise.Core.Sync;

namespace Reprise.Core.Runs;

/// <summary>Everything a report shows of a run. Holds no unmasked value.</summary>
public sealed record RunSummary
{
    /// <summary>The run.</summary>
    public required RunRecord Run { get; init; }

    /// <summary>The run plan; null when planning did not succeed.</summary>
    public RunPlan? Plan { get; init; }

    /// <summary>Figures by table plan.</summary>
    public IReadOnlyList<TableFigures> Tables { get; init; } = [];

    /// <summary>How the source tables were read.</summary>
    public IReadOnlyList<TableSync> Sync { get; init; } = [];

    /// <summary>Rows that are gone from the source, by table plan and what became of them.</summary>
    public IReadOnlyList<GoneRowCount> Gone { get; init; } = [];

    /// <summary>The first of them, with keys as they may be shown.</summary>
    public IReadOnlyList<GoneRow> GoneRows { get; init; } = [];

    /// <summary>Coercions by table plan.</summary>
    public IReadOnlyList<TableCoercion> Coercions { get; init; } = [];

    /// <summary>Rows in quarantine by table plan, column and reason.</summary>
    public IReadOnlyList<QuarantineCount> Quarantine { get; init; } = [];

    /// <summary>What became of decisions about rows that earlier runs held back, by table plan.</summary>
    public IReadOnlyList<CorrectionCount> Corrections { get; init; } = [];

    /// <summary>Duplicates found without an equal key, and what of them is left to people, by table plan.</summary>
    public IReadOnlyList<ReviewQueue> Reviews { get; init; } = [];

    /// <summary>Published records that people decided are one, by table plan and what became of them.</summary>
    public IReadOnlyList<RecordMergeCount> Merges { get; init; } = [];

    /// <summary>The first of them, with keys as they may be shown.</summary>
    public IReadOnlyList<RecordMerge> MergedRecords { get; init; } = [];

    /// <summary>Cells of other entities' records that rows filled, by column and what became of them.</summary>
    public IReadOnlyList<GivenCount> Given { get; init; } = [];

    /// <summary>Gate verdicts.</summary>
    public IReadOnlyList<GateVerdict> Gates { get; init; } = [];

    /// <summary>What the same gates measured in earlier runs.</summary>
    public IReadOnlyList<GateTrend> Trends { get; init; } = [];

    /// <summary>Verification by table plan.</summary>
    public IReadOnlyList<TableVerification> Verifications { get; init; } = [];

    /// <summary>Source state that was read; null before extraction.</summary>
    public SourcePoint? Point { get; init; }

    /// <summary>The snapshot.</summary>
    public required SnapshotFigures Snapshot { get; init; }

    /// <summary>Steps with attempts and times, in order of start.</summary>
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];
}

/// <summary>A coercion in a table plan.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Coercion">Column, rule, count, masked samples.</param>
public sealed record TableCoercion(string Table, Coercion Coercion);

/// <summary>Rows in quarantine for one reason.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Column">Target column; empty for the whole row.</param>
/// <param name="Reason">Code from <see cref="Reasons"/>.</param>
/// <param name="Rows">How many.</param>
public sealed record QuarantineCount(string Table, string Column, string Reason, long Rows);

/// <summary>Verification of a table plan.</summary>
/// <param name="Table">Table plan.</param>
/// <param name="Verdict">Result.</param>
public sealed record TableVerification(string Table, VerificationVerdict Verdict);

/// <summary>Figures of a snapshot.</summary>
/// <param name="Files">Parts written.</param>
/// <param name="Bytes">Their bytes inside the envelope.</param>
/// <param name="Encrypted">True when all of them are encrypted.</param>
/// <param name="PurgedAt">When blobs were deleted and the data key was destroyed, UTC; null while they are there.</param>
/// <param name="BlobsDeleted">Blobs deleted by purge.</param>
public sealed record SnapshotFigures(int Files, long Bytes, bool Encrypted, DateTimeOffset? PurgedAt, int BlobsDeleted)
{
    /// <summary>When it is to be purged, UTC; null where it is purged, or nobody asked to keep it.</summary>
    public DateTimeOffset? KeptUntil { get; init; }
}

/// <summary>A step as the ledger recorded it.</summary>
/// <param name="Step">The step.</param>
/// <param name="Result">How its newest attempt ended.</param>
/// <param name="Attempts">Failed attempts since the run was last taken over.</param>
/// <param name="RecordedAt">When, UTC.</param>
/// <param name="Code">Code of a failure.</param>
public sealed record StepRecord(Step Step, StepResult Result, int Attempts, DateTimeOffset RecordedAt, string? Code);
