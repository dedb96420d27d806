using Reprise.Core.Runs;

namespace Reprise.Core.Lineage;

/// <summary>A run as far as a record is concerned: when, by which plan, and who answers for it. Part of the API: keys are added, never renamed.</summary>
/// <param name="Run">Run id.</param>
/// <param name="Entity">Entity code.</param>
/// <param name="Plan">Name of the plan.</param>
/// <param name="Mode">Mode, in lower case.</param>
/// <param name="Status">Status, in lower case.</param>
/// <param name="RequestedBy">Who asked for it: <c>cli</c>, <c>http</c>, <c>timer</c>.</param>
/// <param name="StartedAt">UTC start.</param>
/// <param name="EndedAt">UTC end; null while it has none.</param>
/// <param name="SnapshotPurgedAt">When its snapshot was deleted and its key destroyed; null = they are kept.</param>
public sealed record RunFacts(string Run, string Entity, string Plan, string Mode, string Status, string RequestedBy, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? SnapshotPurgedAt)
{
    /// <summary>Lots that it published.</summary>
    public IReadOnlyList<PublishedLotFact> Lots { get; init; } = [];

    /// <summary>Who approved or refused it, oldest first.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>Failed gates that somebody let pass.</summary>
    public IReadOnlyList<WaivedGateFact> Waivers { get; init; } = [];

    /// <summary>Who undid it, oldest first.</summary>
    public IReadOnlyList<RollbackFact> Rollbacks { get; init; } = [];
}

/// <summary>A lot that was published.</summary>
/// <param name="Lot">Its name.</param>
/// <param name="PublishedAt">When, UTC.</param>
/// <param name="RolledBackAt">When it was undone; null = it was not.</param>
public sealed record PublishedLotFact(string Lot, DateTimeOffset PublishedAt, DateTimeOffset? RolledBackAt);

/// <summary>A failed gate that somebody let pass.</summary>
/// <param name="Gate">Its name.</param>
/// <param name="Table">Table plan; empty for the whole run.</param>
/// <param name="By">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record WaivedGateFact(string Gate, string Table, string By, string Reason);

/// <summary>That a run was undone.</summary>
/// <param name="By">Who wanted it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Detail">What and why, as the audit trail has it.</param>
public sealed record RollbackFact(string By, DateTimeOffset At, string Detail);
