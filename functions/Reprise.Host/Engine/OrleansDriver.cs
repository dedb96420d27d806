using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Runs;

namespace Reprise.Host.Engine;

/// <summary>Hands runs to their grains.</summary>
internal sealed class OrleansDriver(IGrainFactory grains) : IRunDriver
{
    /// <exception cref="RepriseException"><see cref="ErrorCodes.NodeLost"/>: the node that has the run, or had it until a moment ago, gives no answer.</exception>
    public async Task DriveAsync(RunId run, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IRunGrain>(run.Value).DriveAsync();
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            throw new RepriseException(
                ErrorCodes.NodeLost,
                $"The node that had run {run} gives no answer. Nothing is lost: another one carries it on once that node counts as gone.",
                isTransient: true,
                exception);
        }
    }
}
