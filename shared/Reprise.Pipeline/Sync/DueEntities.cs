using Microsoft.Extensions.Logging;
using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Operations;

namespace Reprise.Pipeline.Sync;

/// <summary>The timer's work: starts the incremental sync of every entity that is due. A missed tick is made up, because due is judged from the last run, not from the tick.</summary>
public sealed class DueEntities(RepriseConfiguration configuration, IRunLedger ledger, RunOperations operations, TimeProvider time, ILogger<DueEntities> logger)
{
    /// <summary>Runs of an entity among which the newest that read its source is looked for.</summary>
    private const int NewestRuns = 50;

    /// <summary>Starts what is due.</summary>
    /// <returns>The runs started.</returns>
    public async Task<IReadOnlyList<RunRecord>> StartAsync(CancellationToken cancellationToken)
    {
        var started = new List<RunRecord>();
        foreach (var entity in configuration.Entities.Where(entity => entity.Sync is not null))
        {
            if (await DueAsync(entity, cancellationToken) is not { } tick)
            {
                continue;
            }

            try
            {
                var request = new RunRequest(entity.Code, RunMode.Incremental, Plan: null, "timer", $"sync-{tick:yyyyMMddHHmm}");
                var run = await operations.StartAsync(request, cancellationToken);
                Log.SyncStarted(logger, entity.Code.Value, run.Id);
                started.Add(run);
            }
            catch (RepriseException exception) when (exception.Code is ErrorCodes.RunInProgress or ErrorCodes.OutsideWindow)
            {
                Log.SyncSkipped(logger, entity.Code.Value, exception.Code);
            }
        }

        return started;
    }

    /// <summary>The newest tick that is due since the entity's last run began; null when there is none. A replay reads no source, and does not count. An entity that never ran is not synced: its first run is a decision.</summary>
    private async Task<DateTimeOffset?> DueAsync(Entity entity, CancellationToken cancellationToken)
    {
        var runs = await ledger.ListAsync(entity.Code, NewestRuns, cancellationToken);
        return runs is [.., var oldest] ? SyncSchedule.NewestDue(entity, (runs.FirstOrDefault(run => run.Replay is null) ?? oldest).StartedAt, time.GetUtcNow()) : null;
    }
}
