using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Reprise.AzureFunctions.Engine;
using Reprise.Pipeline.Operations;
using Reprise.Pipeline.Runs;
using Reprise.Pipeline.Sync;

namespace Reprise.AzureFunctions.Timers;

/// <summary>Timer triggers. The schedules are app settings: six-field cron expressions, UTC.</summary>
public sealed class Schedules(DueEntities entities, RunOperations operations, OrphanedRuns orphans, DurableInstances instances)
{
    /// <summary>Starts the sync of every entity that is due.</summary>
    [Function("SyncDueEntities")]
    public Task SyncAsync([TimerTrigger("%SyncSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        instances.Use(client);
        return entities.StartAsync(cancellationToken);
    }

    /// <summary>Purges snapshots whose retention ended.</summary>
    [Function("PurgeDueSnapshots")]
    public Task PurgeAsync([TimerTrigger("%SyncSchedule%")] TimerInfo timer, CancellationToken cancellationToken) => operations.PurgeDueAsync(cancellationToken);

    /// <summary>Carries on the runs whose orchestration is gone.</summary>
    [Function("DriveOrphanedRuns")]
    public Task DriveOrphansAsync([TimerTrigger("%OrphanSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        instances.Use(client);
        return orphans.DriveAsync(cancellationToken);
    }
}
