using Reprise.Core.Corrections;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Quarantine;

/// <summary>The corrections that a run lays over its source rows, unsealed.</summary>
internal sealed class RunCorrections(IQuarantineLedger ledger, ILedgerSeal seal)
{
    /// <summary>Corrections of one table plan; nearly always none.</summary>
    public async Task<IReadOnlyList<Correction>> ReadAsync(RunId run, string table, CancellationToken cancellationToken) =>
        [.. (await ledger.GetAsync(run, table, cancellationToken)).Select(Open)];

    /// <summary>Fixes which decisions the run follows.</summary>
    public Task AttachAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken) => ledger.AttachAsync(lease, plan, cancellationToken);

    private Correction Open(SealedCorrection correction) => new(
        correction.Id,
        correction.Key,
        correction.Hash,
        correction.IsDismissed,
        CorrectionContent.Read(seal.Open(correction.Run, correction.Table, correction.Content)).Cells);
}
