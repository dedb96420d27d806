using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>Plans of the runs that one answer speaks of, each read once.</summary>
internal sealed class PlanShelf(IRunLedger runs)
{
    private readonly Dictionary<RunId, RunPlan> _plans = [];

    public async Task<RunPlan> GetAsync(RunId run, CancellationToken cancellationToken)
    {
        if (!_plans.TryGetValue(run, out var plan))
        {
            _plans[run] = plan = await runs.GetPlanAsync(run, cancellationToken);
        }

        return plan;
    }
}
