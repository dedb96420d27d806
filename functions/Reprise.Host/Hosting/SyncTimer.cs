using Cronos;
using Reprise.Core.Problems;
using Reprise.Pipeline.Sync;

namespace Reprise.Host.Hosting;

/// <summary>The timer trigger of this host: on its cron setting, starts the sync of every entity that is due.</summary>
internal sealed class SyncTimer(DueEntities entities, HostSettings settings, TimeProvider time, ILogger<SyncTimer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var schedule = CronExpression.Parse(settings.SyncSchedule);
        while (schedule.GetNextOccurrence(time.GetUtcNow(), TimeZoneInfo.Utc) is { } next)
        {
            await Task.Delay(next - time.GetUtcNow(), time, stoppingToken);
            try
            {
                await entities.StartAsync(stoppingToken);
            }
            catch (RepriseException exception)
            {
                Log.TurnFailed(logger, "The sync timer", exception.Code, exception.Message);
            }
        }
    }
}
