using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Runs;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Operations;

/// <summary>What an operator can do with runs: the same for command line, HTTP and timer.</summary>
public sealed class RunOperations
{
    private readonly RepriseConfiguration _configuration;
    private readonly IRunLedger _ledger;
    private readonly IRunDriver _driver;
    private readonly Purger _purger;
    private readonly TimeProvider _time;

    internal RunOperations(RepriseConfiguration configuration, IRunLedger ledger, IRunDriver driver, Purger purger, TimeProvider time)
    {
        _configuration = configuration;
        _ledger = ledger;
        _driver = driver;
        _purger = purger;
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

        var run = await _ledger.StartAsync(
            new NewRun(RunId.Create(entity.Code, _time), entity.Code, entity.Name, plan, request.Mode, request.RequestedBy, request.IdempotencyKey),
            cancellationToken);
        if (run.Status == RunStatus.Running)
        {
            await _driver.DriveAsync(run.Id, cancellationToken);
        }

        return run;
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

    /// <summary>Gives up a run that is not under way and purges its snapshot. For a run that succeeded, only makes sure that it is purged.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>, <see cref="ErrorCodes.WrongStatus"/>.</exception>
    public async Task<RunRecord> PurgeAsync(RunId id, CancellationToken cancellationToken)
    {
        var run = await _ledger.GetAsync(id, cancellationToken);
        if (run.Status == RunStatus.Running)
        {
            throw WrongStatus(run, "Purge it when it has ended, or resume it first.");
        }

        if (!run.IsOver)
        {
            var lease = await _ledger.TakeOverAsync(id, cancellationToken);
            await _ledger.SetStatusAsync(lease, RunStatus.Abandoned, "abandoned", "Given up by purge; its snapshot is gone.", cancellationToken);
        }

        await _purger.PurgeAsync(id, run.Status switch { RunStatus.Succeeded => "verified", RunStatus.RolledBack => "rolled_back", _ => "abandoned" }, cancellationToken);
        return await _ledger.GetAsync(id, cancellationToken);
    }

    private Entity Find(EntityCode code) => _configuration.Find(code)
        ?? throw new RepriseException(ErrorCodes.UnknownEntity, $"No entity '{code}' is configured. 'reprise entities' lists them.");

    private static RepriseException WrongStatus(RunRecord run, string remedy) =>
        new(ErrorCodes.WrongStatus, $"Run {run.Id} is {run.Status.ToString().ToLowerInvariant()}. {remedy}");
}
