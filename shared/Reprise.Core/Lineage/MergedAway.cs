using Reprise.Core.Runs;

namespace Reprise.Core.Lineage;

/// <summary>That a published record was merged into another one by a person's decision.</summary>
/// <param name="Into">Id of the record that its rows are part of now.</param>
/// <param name="Run">Run that did it.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When, UTC.</param>
/// <param name="Reason">Why.</param>
public sealed record MergedAway(string Into, RunId Run, string DecidedBy, DateTimeOffset DecidedAt, string Reason);
