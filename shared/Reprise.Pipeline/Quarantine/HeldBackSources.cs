using Reprise.Core.Corrections;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Quarantine;

/// <summary>Fetches the source rows of rows that were held back after mapping while the snapshot is there: a person repairs what the source holds, not what mapping made of it.</summary>
internal sealed class HeldBackSources(IExtractionLedger extraction, IQuarantineLedger ledger, SnapshotReader snapshots, RunKeys keys, ILedgerSeal seal)
{
    private const int BatchRows = 200;

    /// <summary>Completes the entries of one table plan. Reads the snapshot only when there are any.</summary>
    public async Task CompleteAsync(RunLease lease, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var wanted = await ledger.ListWithoutSourceAsync(lease.Run, table.Name, cancellationToken);
        if (wanted.Count == 0)
        {
            return;
        }

        var read = plan.Source(table.Source);
        var chunks = await extraction.GetChunksAsync(lease.Run, table.Source, cancellationToken);
        using var key = await keys.OpenAsync(lease.Run, cancellationToken);
        var rows = new List<SourceRow>(BatchRows);
        await foreach (var row in snapshots.FindAsync(key, read, chunks, new SourceRowFinder(read, table, wanted), cancellationToken))
        {
            rows.Add(row with { Content = seal.Seal(lease.Run, table.Name, row.Content.Span) });
            if (rows.Count == BatchRows)
            {
                await ledger.SaveSourcesAsync(lease, table.Name, rows, cancellationToken);
                rows.Clear();
            }
        }

        if (rows.Count > 0)
        {
            await ledger.SaveSourcesAsync(lease, table.Name, rows, cancellationToken);
        }
    }
}
