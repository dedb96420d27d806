using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Steps;

/// <summary>Settles references, natural keys and the outcome of every staged row of one table plan.</summary>
internal sealed class ResolveTableHandler(IRunLedger runs, ITarget target) : IStepHandler
{
    public StepKind Kind => StepKind.ResolveTable;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        var plan = await runs.GetPlanAsync(lease.Run, cancellationToken);
        await target.ResolveTableAsync(lease, plan, plan.Table(step.Subject), cancellationToken);
        return StepOutcome.Completed(step);
    }
}
