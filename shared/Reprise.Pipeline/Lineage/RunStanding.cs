using Reprise.Core.Entities;
using Reprise.Core.Lineage;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>How far the runs of an entity got: what is said of a row that is nowhere.</summary>
/// <param name="Newest">Newest run that got as far as its gates; null = none.</param>
/// <param name="Runs">Newest runs, oldest first.</param>
internal sealed record RunStanding(RunRecord? Newest, IReadOnlyList<RunFacts> Runs)
{
    private const int Most = 100;

    public static async Task<RunStanding> ReadAsync(IRunLedger runs, ILineageLedger ledger, EntityCode entity, CancellationToken cancellationToken)
    {
        var newest = await runs.ListAsync(entity, Most, cancellationToken);
        return new RunStanding(
            newest.FirstOrDefault(run => run.Status is RunStatus.Succeeded or RunStatus.Stopped or RunStatus.Waiting or RunStatus.RolledBack),
            await ledger.ReadRunsAsync([.. newest.Select(run => run.Id)], cancellationToken));
    }

    /// <summary>The newest run that published a lot and was not undone; null = none.</summary>
    public RunFacts? Published(string lot) => Runs.LastOrDefault(run => run.Lots.Any(published => published.Lot == lot && published.RolledBackAt is null));

    /// <summary>The newest run of which a lot was undone; null = none.</summary>
    public RunFacts? RolledBack(string lot) => Runs.LastOrDefault(run => run.Lots.Any(published => published.Lot == lot && published.RolledBackAt is not null));
}
