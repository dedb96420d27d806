using Reprise.Core.Runs;

namespace Reprise.Core.Sync;

/// <summary>What the last run of an entity that published something left for the next one.</summary>
/// <param name="Run">The run.</param>
/// <param name="PlanHash">Hash of its plan.</param>
/// <param name="HasSucceeded">False when it failed, was stopped or given up after it had published a part.</param>
/// <param name="IsRolledBack">True when it, or a lot of it, was rolled back.</param>
/// <param name="Tables">How it read its source tables.</param>
public sealed record SyncBasis(RunId Run, string PlanHash, bool HasSucceeded, bool IsRolledBack, IReadOnlyList<TableSync> Tables);
