using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>Who did what: an append-only chain in the ledger, each row carrying the hash of the one before.</summary>
public interface IAuditTrail
{
    /// <summary>Reads the whole chain and recomputes every hash.</summary>
    Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken);

    /// <summary>Rows in their order, of one run or the newest of all.</summary>
    /// <param name="run">Run; null = all runs.</param>
    /// <param name="limit">Most rows; the newest count.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<AuditRow>> ListAsync(RunId? run, int limit, CancellationToken cancellationToken);
}

/// <summary>A row of the audit trail.</summary>
/// <param name="Id">Its number: rising, with gaps.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Run">Run it is about; null when about none.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">Did what.</param>
/// <param name="Detail">How; without values and secrets.</param>
public sealed record AuditRow(long Id, DateTimeOffset At, string? Run, string Actor, string Action, string Detail);

/// <summary>What became of the audit trail.</summary>
/// <param name="Rows">Rows that are what they were when written, up to the first that is not.</param>
/// <param name="Head">Hash of the last of them, hexadecimal. Kept elsewhere, in minutes for instance, it also shows that nothing was cut off the end.</param>
/// <param name="BrokenAt">Id of the first row that was changed, or before which rows are missing; null when there is none.</param>
public sealed record AuditVerdict(long Rows, string Head, long? BrokenAt);
