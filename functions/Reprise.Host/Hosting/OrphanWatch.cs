using Reprise.Core.Problems;
using Reprise.Pipeline;
using Reprise.Pipeline.Runs;

namespace Reprise.Host.Hosting;

/// <summary>Looks for runs whose node is gone and carries them on here.</summary>
internal sealed class OrphanWatch(OrphanedRuns orphans, PipelineOptions options, TimeProvider time, ILogger<OrphanWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Silence / 3, time);
        do
        {
            try
            {
                foreach (var run in await orphans.DriveAsync(stoppingToken))
                {
                    Log.OrphanFound(logger, run);
                }
            }
            catch (RepriseException exception)
            {
                Log.TurnFailed(logger, "The look for orphaned runs", exception.Code, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
