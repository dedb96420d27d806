namespace Reprise.Core.Sync;

/// <summary>Rows that have a record and are not in the source.</summary>
/// <param name="Known">Those that the run knew of and whose records it left, as the plan says.</param>
/// <param name="Unknown">Those that no run has seen going.</param>
/// <param name="Keys">The first of the latter, as keys may be shown.</param>
public sealed record VanishedRows(long Known, long Unknown, IReadOnlyList<string> Keys);
