using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Steps;

/// <summary>Writes one lot into the target, all or nothing.</summary>
internal sealed class PublishLotHandler(IRunLedger runs, ITarget target) : IStepHandler
{
    public StepKind Kind => StepKind.PublishLot;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        await target.PublishLotAsync(lease, await runs.GetPlanAsync(lease.Run, cancellationToken), step.Subject, cancellationToken);
        return StepOutcome.Completed(step);
    }
}
