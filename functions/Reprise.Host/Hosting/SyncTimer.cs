using Cronos;
using Reprise.Core.Problems;
using Reprise.Pipeline.Operations;
using Reprise.Pipeline.Sync;

namespace Reprise.Host.Hosting;

/// <summary>The timer trigger of this host: on its cron setting, starts the sync of every entity that is due and purges snapshots whose retention ended.</summary>
internal sealed class SyncTimer(DueEntities entities, RunOperations operations, HostSettings settings, TimeProvider time, ILogger<SyncTimer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // At once, too: what became due while no process was up is made up.
        await LookAsync(stoppingToken);
        var schedule = CronExpression.Parse(settings.SyncSchedule);
        while (schedule.GetNextOccurrence(time.GetUtcNow(), TimeZoneInfo.Utc) is { } next)
        {
            await Task.Delay(next - time.GetUtcNow(), time, stoppingToken);
            await LookAsync(stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await entities.StartAsync(cancellationToken);
            await operations.PurgeDueAsync(cancellationToken);
        }
        catch (RepriseException exception)
        {
            Log.TurnFailed(logger, "The sync timer", exception.Code, exception.Message);
        }
    }
}
