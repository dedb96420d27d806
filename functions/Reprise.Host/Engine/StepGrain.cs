using Orleans.Placement;
using Reprise.Core.Runs;

namespace Reprise.Host.Engine;

[RandomPlacement]
internal sealed class StepGrain(StepAttempts attempts) : Grain, IStepGrain
{
    public Task<StepAnswer> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken) => attempts.RunAsync(lease, step, cancellationToken);
}
