using Reprise.Core.Runs;

namespace Reprise.Pipeline.Steps;

/// <summary>Does the work of one kind of step. Idempotent: a step that runs twice did nothing twice.</summary>
internal interface IStepHandler
{
    /// <summary>The kind it handles.</summary>
    StepKind Kind { get; }

    /// <summary>One attempt. Failures are exceptions; <see cref="StepRunner"/> turns them into outcomes.</summary>
    Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken);
}
