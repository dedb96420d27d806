using Orleans.Concurrency;
using Orleans.Placement;
using Reprise.Core.Runs;

namespace Reprise.Host.Engine;

[Reentrant]
[RandomPlacement]
internal sealed class SourceGrain(StepAttempts attempts) : Grain, ISourceGrain
{
    public Task<StepAnswer> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken) => attempts.RunAsync(lease, step, cancellationToken);
}
