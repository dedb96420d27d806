using Reprise.Core.Entities;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>Runs, their steps and verdicts. Every write that takes a lease checks its epoch (fencing).</summary>
/// <remarks>Writes that lost their epoch throw <see cref="LostRunException"/>.</remarks>
public interface IRunLedger
{
    /// <summary>Creates or upgrades the ledger's schema. Safe to call from several nodes at once.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Records a new run.</summary>
    /// <returns>The run; an earlier one when the idempotency key was used before.</returns>
    /// <exception cref="RepriseException">
    /// <see cref="ErrorCodes.RunInProgress"/> names the run that the entity already has under way; <see cref="ErrorCodes.SnapshotGone"/>: what a replay is to read was purged.
    /// </exception>
    Task<RunRecord> StartAsync(NewRun run, CancellationToken cancellationToken);

    /// <summary>The run.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownRun"/>.</exception>
    Task<RunRecord> GetAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Newest runs first, of one entity or of all.</summary>
    Task<IReadOnlyList<RunRecord>> ListAsync(EntityCode? entity, int limit, CancellationToken cancellationToken);

    /// <summary>Takes the run over: the next epoch; the status becomes <see cref="RunStatus.Running"/>, failures of steps are forgotten so that they are tried again.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.WrongStatus"/> for a run that is over.</exception>
    Task<RunLease> TakeOverAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Says that a driver is at work on the run.</summary>
    Task BeatAsync(RunLease lease, CancellationToken cancellationToken);

    /// <summary>Runs with status <see cref="RunStatus.Running"/> on which no driver was at work for <paramref name="silence"/>: their node is gone.</summary>
    Task<IReadOnlyList<RunId>> ListOrphansAsync(TimeSpan silence, CancellationToken cancellationToken);

    /// <summary>Where the run stands, from its recorded step outcomes.</summary>
    Task<RunState> LoadStateAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Keeps the run plan. Called once; repeating it with the same hash is harmless.</summary>
    Task SavePlanAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>The run plan; null before planning.</summary>
    Task<RunPlan?> FindPlanAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>The run plan of a run that was planned.</summary>
    Task<RunPlan> GetPlanAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Records how an attempt ended. An extract outcome that restarted the extraction also resets every extract, stage and later step.</summary>
    Task RecordAsync(RunLease lease, StepOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Changes the run's status; a final one also releases the entity.</summary>
    Task SetStatusAsync(RunLease lease, RunStatus status, string? code, string? message, CancellationToken cancellationToken);

    /// <summary>Records somebody's word and, of a granted one, which failed gates it waives.</summary>
    /// <exception cref="RepriseException">
    /// <see cref="ErrorCodes.WrongStatus"/> unless the run waits or is stopped; <see cref="ErrorCodes.GatesNotWaived"/> when a failed gate is not named, a named one did not fail,
    /// one may not be waived, or no reason is given. Nothing is recorded then.
    /// </exception>
    Task ApproveAsync(RunId run, Approval approval, IReadOnlyList<string> waived, CancellationToken cancellationToken);

    /// <summary>Replaces the run's gate verdicts.</summary>
    Task SaveVerdictsAsync(RunLease lease, IReadOnlyList<GateVerdict> verdicts, CancellationToken cancellationToken);

    /// <summary>Everything a report shows of a run.</summary>
    Task<RunSummary> SummariseAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Keeps a report document by name, replacing an earlier one.</summary>
    Task SaveReportAsync(RunLease lease, string name, string mediaType, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>A report document, or null.</summary>
    Task<ReadOnlyMemory<byte>?> GetReportAsync(RunId run, string name, CancellationToken cancellationToken);
}

/// <summary>A run to start.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Entity">Entity.</param>
/// <param name="EntityName">Name of the entity.</param>
/// <param name="Plan">Name of the plan.</param>
/// <param name="Mode">Mode.</param>
/// <param name="RequestedBy">Who asked: <c>cli</c>, <c>http</c>, <c>timer</c>.</param>
/// <param name="IdempotencyKey">Key of the request, unique within the entity; null when none was given.</param>
public sealed record NewRun(RunId Id, EntityCode Entity, string EntityName, string Plan, RunMode Mode, string RequestedBy, string? IdempotencyKey)
{
    /// <summary>How long its snapshot stays after success; null = purged at once.</summary>
    public TimeSpan? KeepSnapshot { get; init; }

    /// <summary>What it plays again; null = it reads its source.</summary>
    public NewReplay? Replay { get; init; }
}

/// <summary>What is played again.</summary>
/// <param name="Origin">Whose rows.</param>
/// <param name="Plan">Its run plan, made beforehand: there is no source to make it from.</param>
public sealed record NewReplay(ReplayOrigin Origin, RunPlan Plan);
