namespace Reprise.Core.Quality;

/// <summary>What was counted for a gate.</summary>
/// <param name="Gate">Name of the gate.</param>
/// <param name="Of">Rows that it is about.</param>
/// <param name="Met">Of these, rows that meet it.</param>
/// <param name="Failure">SQLSTATE with which the server could not evaluate it on this data, such as 22012 for a division by zero; null when it could.</param>
public sealed record GateCount(string Gate, long Of, long Met, string? Failure = null);
