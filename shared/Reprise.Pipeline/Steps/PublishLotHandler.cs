using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Quarantine;

namespace Reprise.Pipeline.Steps;

/// <summary>Writes one lot into the target, all or nothing.</summary>
internal sealed class PublishLotHandler(IRunLedger runs, ITarget target, HeldBackSources sources) : IStepHandler
{
    public StepKind Kind => StepKind.PublishLot;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        var plan = await runs.GetPlanAsync(lease.Run, cancellationToken);
        await target.PublishLotAsync(lease, plan, step.Subject, cancellationToken);
        foreach (var table in plan.Tables.Where(table => table.Lot == step.Subject))
        {
            // What was resolved again while it was published.
            await sources.CompleteAsync(lease, plan, table, cancellationToken);
        }

        return StepOutcome.Completed(step);
    }
}
