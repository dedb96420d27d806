using Reprise.Core.Runs;

namespace Reprise.Host.Engine;

/// <summary>All steps of a run that read the source: on one node, because the transactions of the consistent point are open there. Key: run id.</summary>
[Alias("reprise.source")]
internal interface ISourceGrain : IGrainWithStringKey
{
    /// <summary>One attempt.</summary>
    [Alias("run")]
    [ResponseTimeout("1.00:00:00")]
    Task<StepAnswer> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken);
}
