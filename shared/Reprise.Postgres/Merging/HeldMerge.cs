namespace Reprise.Postgres.Merging;

/// <summary>A merge that publishing found it must not carry out: resolved again, its row is a record of its own.</summary>
/// <param name="TablePlan">Table plan.</param>
/// <param name="Key">Source key of the row whose record would go.</param>
/// <param name="Reason">See <see cref="MergeReasons"/>.</param>
internal sealed record HeldMerge(string TablePlan, string Key, string Reason);
