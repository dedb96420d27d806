using Microsoft.Azure.Functions.Worker;
using Reprise.Core.Runs;
using Reprise.Pipeline.Runs;

namespace Reprise.AzureFunctions.Engine;

/// <summary>What the orchestration asks of the ledger. Inputs and outputs are references: they stay in the history.</summary>
public sealed class RunActivities(RunTurns turns)
{
    /// <summary>Name of <see cref="TakeOverAsync"/>.</summary>
    public const string TakeOver = nameof(TakeOver);

    /// <summary>Name of <see cref="LoadStateAsync"/>.</summary>
    public const string LoadState = nameof(LoadState);

    /// <summary>Name of <see cref="SetStatusAsync"/>.</summary>
    public const string SetStatus = nameof(SetStatus);

    /// <summary>Takes the run over; null when it is over.</summary>
    [Function(TakeOver)]
    public Task<RunTurn?> TakeOverAsync([ActivityTrigger] RunOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        return turns.TakeOverAsync(order.Run, cancellationToken);
    }

    /// <summary>Where the run stands, for an orchestration whose history starts anew.</summary>
    [Function(LoadState)]
    public async Task<RunTurn?> LoadStateAsync([ActivityTrigger] RunLease lease, CancellationToken cancellationToken) =>
        await turns.LoadAsync(lease, cancellationToken);

    /// <summary>Records how the run ended or what it waits for.</summary>
    [Function(SetStatus)]
    public Task<bool> SetStatusAsync([ActivityTrigger] StatusOrder order, CancellationToken cancellationToken) =>
        turns.SetStatusAsync(order, cancellationToken);
}
