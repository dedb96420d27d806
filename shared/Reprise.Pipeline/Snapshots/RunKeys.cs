using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Snapshots;

/// <summary>The data key of a run: made once, opened for each attempt.</summary>
internal sealed class RunKeys(IDataKeys keys, IExtractionLedger ledger, IRunLedger runs)
{
    /// <summary>Makes sure that the run has a data key.</summary>
    public async Task EnsureAsync(RunLease lease, CancellationToken cancellationToken)
    {
        if (await ledger.GetDataKeyAsync(lease.Run, cancellationToken) is null)
        {
            await ledger.EnsureDataKeyAsync(lease, keys.Create(lease.Run), cancellationToken);
        }
    }

    /// <summary>Opens it; for a replay, that of the run that extracted. The caller disposes it.</summary>
    public async Task<DataKey> OpenAsync(RunId run, CancellationToken cancellationToken)
    {
        var owner = (await runs.GetAsync(run, cancellationToken)).Replay?.Snapshot ?? run;
        var wrapped = await ledger.GetDataKeyAsync(owner, cancellationToken)
            ?? throw new RepriseException("data_key_destroyed", $"The data key of run {owner} was destroyed by purge: its snapshot cannot be read any more. Start a new run.");
        return keys.Unwrap(owner, wrapped);
    }
}
