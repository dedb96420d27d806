namespace Reprise.Core.Runs;

/// <summary>What is to be undone.</summary>
/// <param name="Run">Run.</param>
/// <param name="Lot">Only this lot; null = all that were published.</param>
/// <param name="IsDryRun">True: everything is done and undone again, to say what would happen.</param>
/// <param name="By">Who wants it; kept in the audit trail.</param>
/// <param name="Reason">Why; kept in the audit trail.</param>
public sealed record RollbackRequest(RunId Run, string? Lot, bool IsDryRun, string By, string Reason);
