using Reprise.Core.Runs;
using Reprise.Core.Sync;

namespace Reprise.Pipeline.Operations;

/// <summary>A run as machine-readable document: what <c>reprise run --json</c> prints and <c>GET /api/runs/{id}</c> answers. Part of the API: keys are added, never renamed.</summary>
public sealed record RunDocument
{
    /// <summary>Run id.</summary>
    public required string Run { get; init; }

    /// <summary>Entity code.</summary>
    public required string Entity { get; init; }

    /// <summary>Name of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Run that it plays again from its snapshot; null when it is no replay.</summary>
    public string? ReplayOf { get; init; }

    /// <summary><c>rehearsal</c>, <c>full</c> or <c>incremental</c>.</summary>
    public required string Mode { get; init; }

    /// <summary><c>running</c>, <c>waiting</c>, <c>stopped</c>, <c>failed</c>, <c>succeeded</c>, <c>abandoned</c> or <c>rolledback</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Code of what stopped it; null when nothing did.</summary>
    public string? Code { get; init; }

    /// <summary>What stopped it and what to do; null when nothing did.</summary>
    public string? Message { get; init; }

    /// <summary>Rows of all table plans.</summary>
    public required RowFigures Rows { get; init; }

    /// <summary>True when every row read is accounted for in every table plan.</summary>
    public required bool Balanced { get; init; }

    /// <summary>The same by table plan.</summary>
    public required IReadOnlyDictionary<string, TableDocument> Tables { get; init; }

    /// <summary>How the source tables were read.</summary>
    public required IReadOnlyList<SyncDocument> Sync { get; init; }

    /// <summary>Rows that are gone from the source, by table plan and what became of them.</summary>
    public required IReadOnlyList<GoneRowCount> Gone { get; init; }

    /// <summary>Published records that people decided are one, by table plan and what became of them.</summary>
    public required IReadOnlyList<RecordMergeCount> Merges { get; init; }

    /// <summary>Cells of other entities' records that rows filled, by column and what became of them.</summary>
    public required IReadOnlyList<GivenCount> Given { get; init; }

    /// <summary>The snapshot.</summary>
    public required SnapshotDocument Snapshots { get; init; }

    /// <summary>Gates that failed and were not waived.</summary>
    public required IReadOnlyList<GateVerdict> FailedGates { get; init; }

    /// <summary>UTC start.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>UTC end; null while it has not ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Seconds from start to end, or to now.</summary>
    public required double Seconds { get; init; }

    /// <summary>The document of a run.</summary>
    public static RunDocument From(RunSummary summary, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var run = summary.Run;
        return new RunDocument
        {
            Run = run.Id.Value,
            Entity = run.Entity.Value,
            Plan = run.Plan,
            ReplayOf = run.Replay?.Of.Value,
            Mode = Lower(run.Mode),
            Status = Lower(run.Status),
            Code = run.Code,
            Message = run.Message,
            Rows = summary.Tables.Aggregate(RowFigures.None, (sum, table) => sum.Add(table.Rows)),
            Balanced = IsBalanced(summary),
            Tables = summary.Tables.ToDictionary(table => table.Table, table => TableDocument.Of(table.Rows)),
            Sync = [.. summary.Sync.Select(SyncDocument.Of)],
            Gone = summary.Gone,
            Merges = summary.Merges,
            Given = summary.Given,
            Snapshots = new SnapshotDocument(summary.Snapshot.Files, summary.Snapshot.Bytes, summary.Snapshot.Encrypted, summary.Snapshot.PurgedAt is not null, run.Replay?.Snapshot.Value, summary.Snapshot.KeptUntil),
            FailedGates = [.. summary.Gates.Where(verdict => verdict is { Passed: false, WaivedBy: null })],
            StartedAt = run.StartedAt,
            EndedAt = run.EndedAt,
            Seconds = Math.Round(((run.EndedAt ?? now) - run.StartedAt).TotalSeconds, 3),
        };
    }

    /// <summary>A run balances when each of its table plans has figures and each of those balances.</summary>
    private static bool IsBalanced(RunSummary summary) =>
        summary.Plan is { } plan && summary.Tables.Count == plan.Tables.Count && summary.Tables.All(table => table.Rows.IsBalanced);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>A table plan in a <see cref="RunDocument"/>: its figures as in <see cref="RowFigures"/>, and whether they balance.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="Published">Inserted or updated.</param>
/// <param name="Unchanged">Already there.</param>
/// <param name="Merged">The same record as another row.</param>
/// <param name="Quarantined">Held back.</param>
/// <param name="Filtered">Left out by the plan.</param>
/// <param name="Balanced">True when every row read is accounted for.</param>
public sealed record TableDocument(long Read, long Published, long Unchanged, long Merged, long Quarantined, long Filtered, bool Balanced)
{
    /// <summary>The document of a table's figures.</summary>
    public static TableDocument Of(RowFigures rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(rows.Read, rows.Published, rows.Unchanged, rows.Merged, rows.Quarantined, rows.Filtered, rows.IsBalanced);
    }
}

/// <summary>The snapshot in a <see cref="RunDocument"/>.</summary>
/// <param name="Files">Parts written.</param>
/// <param name="Bytes">Their bytes inside the envelope.</param>
/// <param name="Encrypted">True when all of them are encrypted.</param>
/// <param name="Purged">True when the blobs are deleted and the data key is destroyed.</param>
/// <param name="Of">Run whose snapshot it is; null = the run's own.</param>
/// <param name="KeptUntil">UTC end of its retention after success; null when it is purged, or not to be kept.</param>
public sealed record SnapshotDocument(int Files, long Bytes, bool Encrypted, bool Purged, string? Of = null, DateTimeOffset? KeptUntil = null);
