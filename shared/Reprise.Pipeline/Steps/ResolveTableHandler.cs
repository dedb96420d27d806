using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Quarantine;

namespace Reprise.Pipeline.Steps;

/// <summary>Settles references, natural keys and the outcome of every staged row of one table plan.</summary>
internal sealed class ResolveTableHandler(IRunLedger runs, ITarget target, HeldBackSources sources) : IStepHandler
{
    public StepKind Kind => StepKind.ResolveTable;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        var plan = await runs.GetPlanAsync(lease.Run, cancellationToken);
        var table = plan.Table(step.Subject);
        await target.ResolveTableAsync(lease, plan, table, cancellationToken);
        await sources.CompleteAsync(lease, plan, table, cancellationToken);
        return StepOutcome.Completed(step);
    }
}
