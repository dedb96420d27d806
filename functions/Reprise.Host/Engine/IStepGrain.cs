using Reprise.Core.Runs;

namespace Reprise.Host.Engine;

/// <summary>A step, placed on any node. Key: run, kind and subject.</summary>
[Alias("reprise.step")]
internal interface IStepGrain : IGrainWithStringKey
{
    /// <summary>One attempt.</summary>
    [Alias("run")]
    [ResponseTimeout("1.00:00:00")]
    Task<StepAnswer> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken);
}
