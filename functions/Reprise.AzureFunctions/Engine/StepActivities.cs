using Microsoft.Azure.Functions.Worker;
using Reprise.Core.Runs;
using Reprise.Pipeline.Runs;

namespace Reprise.AzureFunctions.Engine;

/// <summary>One activity per kind of step. The engine delivers an attempt at least once; the ledger makes a second one harmless.</summary>
public sealed class StepActivities(RunTurns turns)
{
    /// <summary>Name of the activity of a kind of step.</summary>
    public static string Of(StepKind kind) => kind.ToString();

    /// <summary>Plans the run and opens the source's consistent point.</summary>
    [Function(nameof(StepKind.PlanRun))]
    public Task<StepOutcome?> PlanRunAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken) => turns.AttemptAsync(order, cancellationToken);

    /// <summary>Copies chunks of one source table into the encrypted snapshot, for one slice of time.</summary>
    [Function(nameof(StepKind.ExtractTable))]
    public Task<StepOutcome?> ExtractTableAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken) => turns.AttemptAsync(order, cancellationToken);

    /// <summary>Maps chunks of one table plan into its staging table, for one slice of time.</summary>
    [Function(nameof(StepKind.StageTable))]
    public Task<StepOutcome?> StageTableAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken) => turns.AttemptAsync(order, cancellationToken);

    /// <summary>Settles references, duplicates and outcomes of one table plan.</summary>
    [Function(nameof(StepKind.ResolveTable))]
    public Task<StepOutcome?> ResolveTableAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken) => turns.AttemptAsync(order, cancellationToken);

    /// <summary>Measures against thresholds.</summary>
    [Function(nameof(StepKind.EvaluateGates))]
    public Task<StepOutcome?> EvaluateGatesAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken) => turns.AttemptAsync(order, cancellationToken);

    /// <summary>Writes one lot into the target, all or nothing.</summary>
    [Function(nameof(StepKind.PublishLot))]
    public Task<StepOutcome?> PublishLotAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken) => turns.AttemptAsync(order, cancellationToken);

    /// <summary>Compares one table plan's target with what was expected.</summary>
    [Function(nameof(StepKind.VerifyTable))]
    public Task<StepOutcome?> VerifyTableAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken) => turns.AttemptAsync(order, cancellationToken);

    /// <summary>Writes the report.</summary>
    [Function(nameof(StepKind.WriteReport))]
    public Task<StepOutcome?> WriteReportAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken) => turns.AttemptAsync(order, cancellationToken);

    /// <summary>Deletes the snapshot and destroys its data key.</summary>
    [Function(nameof(StepKind.PurgeSnapshots))]
    public Task<StepOutcome?> PurgeSnapshotsAsync([ActivityTrigger] StepOrder order, CancellationToken cancellationToken) => turns.AttemptAsync(order, cancellationToken);
}
