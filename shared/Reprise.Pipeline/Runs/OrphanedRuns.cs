using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Runs;

/// <summary>Finds runs whose engine is silent and hands them to this one. Harmless for a run that is only slow: its engine has it already.</summary>
public sealed class OrphanedRuns(IRunLedger ledger, IRunDriver driver, PipelineOptions options)
{
    /// <summary>Hands them over.</summary>
    /// <returns>The runs.</returns>
    /// <exception cref="RepriseException">Ledger or engine cannot be reached; the next look makes up for it.</exception>
    public async Task<IReadOnlyList<RunId>> DriveAsync(CancellationToken cancellationToken)
    {
        var orphans = await ledger.ListOrphansAsync(options.Silence, cancellationToken);
        foreach (var run in orphans)
        {
            await driver.DriveAsync(run, cancellationToken);
        }

        return orphans;
    }
}
