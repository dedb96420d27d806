using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Steps;

/// <summary>Runs one attempt of a step and records its outcome: what a driver calls.</summary>
public interface IStepRunner
{
    /// <summary>Runs the attempt. A failure of the step is an outcome, not an exception.</summary>
    /// <exception cref="LostRunException">Another node took the run over; nothing was recorded.</exception>
    /// <exception cref="OperationCanceledException">The host is stopping; nothing was recorded.</exception>
    Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken);
}
