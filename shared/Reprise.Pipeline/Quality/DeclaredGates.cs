using System.Diagnostics;
using Reprise.Core.Ports;
using Reprise.Core.Quality;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Quality;

/// <summary>Measures the gates that a plan declares, table plan by table plan.</summary>
internal sealed class DeclaredGates(ITarget target, SourceSums sources, IDuplicateLedger duplicates)
{
    /// <summary>Verdicts in the order of the plan's table plans.</summary>
    public async Task<IReadOnlyList<GateVerdict>> EvaluateAsync(RunId run, RunPlan plan, IReadOnlyList<TableFigures> figures, IReadOnlyList<TableFigures> whole, CancellationToken cancellationToken)
    {
        var verdicts = new List<GateVerdict>();
        foreach (var table in plan.Tables)
        {
            var gates = plan.Quality.Where(gate => gate.Table == table.Name).ToList();
            if (gates.Count > 0)
            {
                verdicts.AddRange(await EvaluateAsync(run, plan, table, Of(figures, table), Of(whole, table), gates, cancellationToken));
            }
        }

        return verdicts;
    }

    private async Task<IEnumerable<GateVerdict>> EvaluateAsync(RunId run, RunPlan plan, RunTable table, RowFigures rows, RowFigures whole, List<QualityGate> gates, CancellationToken cancellationToken)
    {
        var counted = gates.Where(IsCounted).ToList();
        var counts = counted.Count == 0 ? [] : (await target.CountGatesAsync(run, plan, table, counted, cancellationToken)).ToDictionary(count => count.Gate, StringComparer.Ordinal);
        var sums = gates.Where(gate => gate.Measure == GateMeasure.Sum).ToDictionary(gate => gate.Name, _ => new GroupSums(), StringComparer.Ordinal);
        foreach (var gate in gates.Where(gate => sums.ContainsKey(gate.Name)))
        {
            await target.AddPublishedAsync(run, plan, table, gate, sums[gate.Name], cancellationToken);
        }

        if (sums.Count > 0)
        {
            var read = plan.Source(table.Source);
            await sources.AddAsync(run, plan, table, rows, [.. gates.Where(gate => sums.ContainsKey(gate.Name)).Select(gate => new SourceFigures(read, gate, sums[gate.Name]))], cancellationToken);
        }

        var reviews = gates.Exists(gate => gate.Measure == GateMeasure.Review) ? await duplicates.CountAsync(run, table, cancellationToken) : ReviewQueue.None(table.Name);
        return gates.Select(gate => gate.Measure switch
        {
            GateMeasure.Sum => GateEvaluation.Of(gate, sums[gate.Name]),
            GateMeasure.Duplicates or GateMeasure.Reconciliation => GateEvaluation.Of(gate, whole),
            GateMeasure.Review => GateEvaluation.Of(gate, reviews.Pairs, reviews.Open),
            _ => GateEvaluation.Of(gate, counts[gate.Name]),
        });
    }

    private static RowFigures Of(IReadOnlyList<TableFigures> figures, RunTable table) => figures.FirstOrDefault(candidate => candidate.Table == table.Name)?.Rows ?? RowFigures.None;

    private static bool IsCounted(QualityGate gate) => gate.Measure switch
    {
        GateMeasure.Completeness or GateMeasure.Validity or GateMeasure.Uniqueness or GateMeasure.Referential or GateMeasure.Consistency => true,
        GateMeasure.Sum or GateMeasure.Duplicates or GateMeasure.Review or GateMeasure.Reconciliation => false,
        _ => throw new UnreachableException(),
    };
}
