namespace Reprise.Core.Runs;

/// <summary>A state of a source that a run reads.</summary>
/// <param name="Id">Unlike for any two openings.</param>
/// <param name="Method">How it was made: <c>locked_snapshot</c> (tables read-locked while all transactions began), <c>matched_snapshot</c> (transactions began at the same binlog position) or <c>snapshot_per_connection</c> (not synchronised).</param>
/// <param name="IsConsistent">True when all tables but the <paramref name="Unprotected"/> ones are read at the same state.</param>
/// <param name="Position">Binlog file and offset, or GTID set; null where the server does not tell.</param>
/// <param name="Unprotected">Tables whose engine gives a transaction no consistent point (MyISAM, Aria).</param>
public sealed record SourcePoint(string Id, string Method, bool IsConsistent, string? Position, IReadOnlyList<string> Unprotected);
