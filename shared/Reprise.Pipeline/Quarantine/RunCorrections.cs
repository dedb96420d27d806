using Reprise.Core.Corrections;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Quarantine;

/// <summary>The corrections that a run lays over its source rows, unsealed.</summary>
internal sealed class RunCorrections(IQuarantineLedger ledger, ILedgerSeal seal)
{
    /// <summary>Corrections of one table plan that staging is to apply; nearly always none.</summary>
    public Task<IReadOnlyList<Correction>> ReadAsync(RunId run, string table, CancellationToken cancellationToken) => ReadAsync(run, table, onlyApplied: false, cancellationToken);

    /// <summary>Those of them that staging did apply.</summary>
    public Task<IReadOnlyList<Correction>> ReadAppliedAsync(RunId run, string table, CancellationToken cancellationToken) => ReadAsync(run, table, onlyApplied: true, cancellationToken);

    /// <summary>Fixes which decisions the run follows.</summary>
    public Task AttachAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken) => ledger.AttachAsync(lease, plan, cancellationToken);

    private async Task<IReadOnlyList<Correction>> ReadAsync(RunId run, string table, bool onlyApplied, CancellationToken cancellationToken) =>
        [.. (await ledger.GetAsync(run, table, onlyApplied, cancellationToken)).Select(Open)];

    private Correction Open(SealedCorrection correction) => new(
        correction.Id,
        correction.Key,
        correction.Hash,
        correction.IsDismissed,
        CorrectionContent.Read(seal.Open(correction.Run, correction.Table, correction.Content)).Cells);
}
