using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Verification;
using Reprise.Pipeline.Quarantine;

namespace Reprise.Pipeline.Verification;

/// <summary>Compares a table plan's records with rows of its source, wherever these are read from.</summary>
internal sealed class Verifier(ITarget target, RunCorrections corrections)
{
    /// <summary>Compares.</summary>
    /// <param name="run">Run whose quarantine and corrections count.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="respell">Asks what the source says of the spellings of a reference.</param>
    /// <param name="source">Opens a pass over all rows of the source.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TableComparison> CompareAsync(
        RunId run,
        RunPlan plan,
        RunTable table,
        Func<RespelledReference, Task<IReadOnlyList<Respelling>>> respell,
        Func<IAsyncEnumerable<CellRow>> source,
        CancellationToken cancellationToken)
    {
        var corrected = await corrections.ReadAppliedAsync(run, table.Name, cancellationToken);
        var respellings = new Dictionary<string, IReadOnlyList<Respelling>>(StringComparer.Ordinal);
        foreach (var reference in table.Respelled)
        {
            respellings[reference.Question] = await respell(reference);
        }

        if (!plan.IsReplicate)
        {
            var filled = new FilledByOthers(await target.ReadFilledAsync(run, table, cancellationToken), await target.ReadGivenAsync(run, table, cancellationToken));
            return await MappedComparer.CompareAsync(plan, table, respellings, filled, corrected, source(), keys => target.FindAsync(run, plan, table, keys, cancellationToken), cancellationToken);
        }

        return await ReplicaComparer.CompareAsync(plan, table, respellings, corrected, source, () => target.ReadTextAsync(table, cancellationToken), cancellationToken);
    }
}
