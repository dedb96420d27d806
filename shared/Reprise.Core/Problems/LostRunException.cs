using Reprise.Core.Runs;

namespace Reprise.Core.Problems;

/// <summary>Another node took the run over: this one stops and writes nothing more (fencing by epoch).</summary>
public sealed class LostRunException(RunLease lease)
    : RepriseException(ErrorCodes.LostRun, $"Run {lease.Run} was taken over by another node (epoch {lease.Epoch} is over). This node stops; the other one goes on.")
{
    /// <summary>The lease that is over.</summary>
    public RunLease Lease { get; } = lease;
}
