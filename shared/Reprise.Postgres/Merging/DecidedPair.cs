namespace Reprise.Postgres.Merging;

/// <summary>What a person decided last about two records that were published.</summary>
/// <param name="Decision">Number of the decision.</param>
/// <param name="Left">Id of the one.</param>
/// <param name="Right">Id of the other.</param>
/// <param name="IsSame">True: they are one.</param>
internal sealed record DecidedPair(long Decision, string Left, string Right, bool IsSame);
