namespace Reprise.Fidelity.Answers;

/// <summary>A coercion, a row in quarantine, or a finding.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Table">Table plan or source table.</param>
/// <param name="Column">Column; empty for the whole table.</param>
/// <param name="What">Rule and count, row and reason, or code.</param>
/// <param name="Message">A finding's message; empty for the others.</param>
public sealed record LedgerEntry(string Kind, string Table, string Column, string What, string Message);
