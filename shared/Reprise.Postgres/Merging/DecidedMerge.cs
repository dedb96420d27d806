namespace Reprise.Postgres.Merging;

/// <summary>A record that joins another one because a person decided so.</summary>
/// <param name="Key">Source key of the row that it was made of.</param>
/// <param name="Record">Id of the record that goes.</param>
/// <param name="Into">Id of the record that stays.</param>
/// <param name="Decision">Number of the decision.</param>
/// <param name="Kept">Why it does not go; null = nothing is known yet that speaks against it.</param>
internal sealed record DecidedMerge(string Key, string Record, string Into, long Decision, string? Kept);
