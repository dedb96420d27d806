using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Replays;
using Reprise.Pipeline.Runs;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Operations;

/// <summary>What an operator can do with runs: the same for command line, HTTP and timer.</summary>
public sealed class RunOperations
{
    /// <summary>Runs of an entity among which newer ones are looked for.</summary>
    private const int NewestRuns = 200;

    private readonly RepriseConfiguration _configuration;
    private readonly IRunLedger _ledger;
    private readonly IRunDriver _driver;
    private readonly Purger _purger;
    private readonly IExtractionLedger _extraction;
    private readonly ReplayPlanner _replays;
    private readonly TimeProvider _time;

    internal RunOperations(RepriseConfiguration configuration, IRunLedger ledger, IRunDriver driver, Purger purger, IExtractionLedger extraction, ReplayPlanner replays, TimeProvider time)
    {
        _configuration = configuration;
        _ledger = ledger;
        _driver = driver;
        _purger = purger;
        _extraction = extraction;
        _replays = replays;
        _time = time;
    }

    /// <summary>Starts a run and hands it to the engine.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownEntity"/>, <see cref="ErrorCodes.InvalidConfiguration"/>, <see cref="ErrorCodes.OutsideWindow"/>, <see cref="ErrorCodes.RunInProgress"/>.</exception>
    public async Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var entity = Find(request.Entity);
        var plan = request.Plan ?? entity.Plan;
        if (_configuration.FindPlan(plan) is null)
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"No plan '{plan}' is configured. Plans are folders below 'plans' with a plan.yaml; 'replicate' is always there.");
        }

        if (!request.IgnoreWindow && entity.Window is { } window && !window.Contains(_time.GetUtcNow()))
        {
            throw new RepriseException(
                ErrorCodes.OutsideWindow,
                $"The window of {entity.Code} is {window.From:HH:mm} to {window.To:HH:mm} {window.TimeZone}. Start it then, or say --ignore-window.");
        }

        var run = new NewRun(RunId.Create(entity.Code, _time), entity.Code, entity.Name, plan, request.Mode, request.RequestedBy, request.IdempotencyKey)
        {
            KeepSnapshot = request.KeepSnapshot ?? _configuration.KeepSnapshots,
        };
        return await StartAsync(run, cancellationToken);
    }

    /// <summary>Plays a run again from its snapshot, with its plan or another one: a run of its own, which does not touch the source.</summary>
    /// <exception cref="RepriseException">
    /// <see cref="ErrorCodes.UnknownRun"/>, <see cref="ErrorCodes.UnknownEntity"/>, <see cref="ErrorCodes.RunInProgress"/>; <see cref="ErrorCodes.SnapshotGone"/>; <see cref="ErrorCodes.WrongStatus"/> when newer rows are published;
    /// <see cref="ErrorCodes.InvalidConfiguration"/> with everything that the snapshot or the target lacks for the plan.
    /// </exception>
    public async Task<RunRecord> ReplayAsync(ReplayRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var replayed = await _ledger.GetAsync(request.Of, cancellationToken);
        if (replayed.Status is RunStatus.Running or RunStatus.Waiting)
        {
            throw new RunInProgressException(replayed.Entity, replayed.Id);
        }

        var entity = Find(replayed.Entity);
        var replay = await _replays.PlanAsync(entity, replayed, request.Plan, request.MayBeFile, cancellationToken);
        var mode = request.Mode ?? (request.Plan is null ? RunMode.Full : RunMode.Rehearsal);
        if (mode != RunMode.Rehearsal)
        {
            await RefuseOlderRowsAsync(replay.Origin, cancellationToken);
        }

        var run = new NewRun(RunId.Create(entity.Code, _time), entity.Code, entity.Name, replay.Plan.Plan, mode, request.RequestedBy, request.IdempotencyKey) { Replay = replay };
        return await StartAsync(run, cancellationToken);
    }

    /// <summary>Carries a failed, stopped or orphaned run on from its last checkpoint.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>, <see cref="ErrorCodes.WrongStatus"/>.</exception>
    public async Task<RunRecord> ResumeAsync(RunId id, CancellationToken cancellationToken)
    {
        var run = await _ledger.GetAsync(id, cancellationToken);
        if (run.IsOver)
        {
            throw WrongStatus(run, "It is over; start a new run.");
        }

        await _driver.DriveAsync(id, cancellationToken);
        return run;
    }

    /// <summary>Records an approval, with the failed gates that it waives by name, or a refusal, and carries the run on.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>, <see cref="ErrorCodes.WrongStatus"/>, <see cref="ErrorCodes.GatesNotWaived"/>.</exception>
    public async Task<RunRecord> ApproveAsync(RunId id, bool granted, string by, string comment, IReadOnlyList<string> waived, CancellationToken cancellationToken)
    {
        await _ledger.ApproveAsync(id, new Approval(granted, by, comment, _time.GetUtcNow()), waived, cancellationToken);
        await _driver.DriveAsync(id, cancellationToken);
        return await _ledger.GetAsync(id, cancellationToken);
    }

    /// <summary>Gives up a run that is not under way and purges its snapshot. For a run that succeeded, only makes sure that it is purged. A replay has no snapshot of its own: that of the run it plays again stays.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>, <see cref="ErrorCodes.WrongStatus"/>.</exception>
    public async Task<RunRecord> PurgeAsync(RunId id, CancellationToken cancellationToken)
    {
        var run = await _ledger.GetAsync(id, cancellationToken);
        if (run.Status == RunStatus.Running)
        {
            throw WrongStatus(run, "Purge it when it has ended, or resume it first.");
        }

        await AbandonAsync(run, run.Replay is null ? "Given up by purge; its snapshot is gone." : "Given up by purge.", cancellationToken);
        await PurgeAsync(run, run.Status switch { RunStatus.Succeeded => "verified", RunStatus.RolledBack => "rolled_back", _ => "abandoned" }, cancellationToken);
        return await _ledger.GetAsync(id, cancellationToken);
    }

    /// <summary>Purges every snapshot that was kept for as long as it was to be; runs that did not succeed are given up.</summary>
    /// <returns>The runs.</returns>
    /// <exception cref="RepriseException">One of them could not be purged; the others were.</exception>
    public async Task<IReadOnlyList<RunId>> PurgeDueAsync(CancellationToken cancellationToken)
    {
        var purged = new List<RunId>();
        RepriseException? failure = null;
        foreach (var id in await _extraction.ListDueAsync(_configuration.Retention, cancellationToken))
        {
            try
            {
                var run = await _ledger.GetAsync(id, cancellationToken);
                await AbandonAsync(run, "Its retention ended; its snapshot is gone.", cancellationToken);
                await PurgeAsync(run, "retention_ended", cancellationToken);
                purged.Add(id);
            }
            catch (RepriseException exception)
            {
                // One that cannot be purged does not keep the others; it is told afterwards.
                failure ??= exception;
            }
        }

        return failure is null ? purged : throw new RepriseException(failure.Code, $"{purged.Count} snapshot(s) purged, and not all that are due: {failure.Message}", failure.IsTransient, failure);
    }

    private Task PurgeAsync(RunRecord run, string reason, CancellationToken cancellationToken) =>
        run.Replay is null ? _purger.PurgeAsync(run.Id, reason, cancellationToken) : _purger.DropStagingAsync(run.Id, cancellationToken);

    private async Task AbandonAsync(RunRecord run, string message, CancellationToken cancellationToken)
    {
        if (!run.IsOver)
        {
            var lease = await _ledger.TakeOverAsync(run.Id, cancellationToken);
            await _ledger.SetStatusAsync(lease, RunStatus.Abandoned, "abandoned", message, cancellationToken);
        }
    }

    /// <summary>Publishing a snapshot after a newer one would put old values back into the target.</summary>
    private async Task RefuseOlderRowsAsync(ReplayOrigin origin, CancellationToken cancellationToken)
    {
        var extracted = await _ledger.GetAsync(origin.Snapshot, cancellationToken);
        foreach (var run in await _ledger.ListAsync(extracted.Entity, NewestRuns, cancellationToken))
        {
            if (run is { Status: RunStatus.Succeeded, Mode: not RunMode.Rehearsal }
                && (run.Replay is { } other ? await _ledger.GetAsync(other.Snapshot, cancellationToken) : run).StartedAt > extracted.StartedAt)
            {
                throw WrongStatus(run, $"It published newer rows than those in the snapshot of run {origin.Snapshot}: roll it back first ('reprise rollback {run.Id}'), or play the run again as a rehearsal (--mode rehearsal).");
            }
        }
    }

    private async Task<RunRecord> StartAsync(NewRun asked, CancellationToken cancellationToken)
    {
        var run = await _ledger.StartAsync(asked, cancellationToken);
        if (run.Status == RunStatus.Running)
        {
            await _driver.DriveAsync(run.Id, cancellationToken);
        }

        return run;
    }

    private Entity Find(EntityCode code) => _configuration.Find(code)
        ?? throw new RepriseException(ErrorCodes.UnknownEntity, $"No entity '{code}' is configured. 'reprise entities' lists them.");

    private static RepriseException WrongStatus(RunRecord run, string remedy) =>
        new(ErrorCodes.WrongStatus, $"Run {run.Id} is {run.Status.ToString().ToLowerInvariant()}. {remedy}");
}
