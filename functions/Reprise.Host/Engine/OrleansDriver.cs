using Reprise.Core.Runs;
using Reprise.Pipeline.Runs;

namespace Reprise.Host.Engine;

/// <summary>Hands runs to their grains.</summary>
internal sealed class OrleansDriver(IGrainFactory grains) : IRunDriver
{
    public Task DriveAsync(RunId run, CancellationToken cancellationToken) => grains.GetGrain<IRunGrain>(run.Value).DriveAsync();
}
