using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Core.Verification;

namespace Reprise.Pipeline.Verification;

/// <summary>Compares a table plan's records with rows of its source, wherever these are read from.</summary>
internal sealed class Verifier(ITarget target)
{
    /// <summary>Compares.</summary>
    /// <param name="run">Run whose quarantine counts.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="source">Opens a pass over all rows of the source.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<TableComparison> CompareAsync(RunId run, RunPlan plan, RunTable table, Func<IAsyncEnumerable<CellRow>> source, CancellationToken cancellationToken) => plan.IsReplicate
        ? ReplicaComparer.CompareAsync(plan, table, source, () => target.ReadTextAsync(table, cancellationToken), cancellationToken)
        : MappedComparer.CompareAsync(plan, table, source(), keys => target.FindAsync(run, plan, table, keys, cancellationToken), cancellationToken);
}
