using Reprise.Core.Entities;
using Reprise.Core.Runs;

namespace Reprise.Core.Problems;

/// <summary>The entity already has a run under way.</summary>
public sealed class RunInProgressException(EntityCode entity, RunId run)
    : RepriseException(ErrorCodes.RunInProgress, $"Entity {entity} already has run {run} under way. Wait for it, or resume it if its process is gone ('reprise resume {run}').")
{
    /// <summary>The run under way.</summary>
    public RunId Run { get; } = run;
}
