namespace Reprise.Fidelity.Pgloader;

/// <summary>How a call of pgloader ended.</summary>
/// <param name="ExitCode">Its exit code; null when it did not end in time.</param>
/// <param name="Error">The first error it printed; null when none.</param>
internal sealed record PgloaderOutcome(int? ExitCode, string? Error);
