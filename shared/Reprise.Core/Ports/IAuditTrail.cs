namespace Reprise.Core.Ports;

/// <summary>Who did what: an append-only chain in the ledger, each row carrying the hash of the one before.</summary>
public interface IAuditTrail
{
    /// <summary>Reads the whole chain and recomputes every hash.</summary>
    Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken);
}

/// <summary>What became of the audit trail.</summary>
/// <param name="Rows">Rows that are what they were when written, up to the first that is not.</param>
/// <param name="Head">Hash of the last of them, hexadecimal. Kept elsewhere, in minutes for instance, it also shows that nothing was cut off the end.</param>
/// <param name="BrokenAt">Id of the first row that was changed, or before which rows are missing; null when there is none.</param>
public sealed record AuditVerdict(long Rows, string Head, long? BrokenAt);
