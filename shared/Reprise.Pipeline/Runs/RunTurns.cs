using Microsoft.Extensions.Logging;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Steps;

namespace Reprise.Pipeline.Runs;

/// <summary>The pieces of the driver's loop for engines that keep no process: each call stands alone, may be repeated, and answers something small that survives JSON. Such an engine decides with <see cref="RunDecider"/> in between.</summary>
public sealed class RunTurns(IRunLedger ledger, IStepRunner runner, PipelineOptions options, TimeProvider time, ILogger<RunTurns> logger)
{
    private readonly Heartbeat _heartbeat = new(ledger, options, time, logger);

    /// <summary>Takes the run over.</summary>
    /// <returns>Null when the run is over: there is nothing to drive.</returns>
    public async Task<RunTurn?> TakeOverAsync(RunId run, CancellationToken cancellationToken)
    {
        using var scope = Log.BeginRun(logger, run);
        if ((await ledger.GetAsync(run, cancellationToken)).IsOver)
        {
            return null;
        }

        var lease = await ledger.TakeOverAsync(run, cancellationToken);
        Log.RunTakenOver(logger, run, lease.Epoch);
        var state = (await ledger.LoadStateAsync(run, cancellationToken)).Resume();
        return new RunTurn(lease, RunStateDocument.From(state));
    }

    /// <summary>Where the run stands, for an engine that goes on with the lease it has.</summary>
    public async Task<RunTurn> LoadAsync(RunLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        using var scope = Log.BeginRun(logger, lease.Run);
        return new RunTurn(lease, RunStateDocument.From(await ledger.LoadStateAsync(lease.Run, cancellationToken)));
    }

    /// <summary>Runs one attempt of a step, beating from its start to its end.</summary>
    /// <returns>The recorded outcome; null when another engine took the run over and nothing was recorded.</returns>
    public async Task<StepOutcome?> AttemptAsync(StepOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var (lease, step) = order;
        using var scope = Log.BeginRun(logger, lease.Run);
        try
        {
            await ledger.BeatAsync(lease, cancellationToken);
            StepOutcome? outcome = null;
            await _heartbeat.DuringAsync(lease, async () => outcome = await runner.RunAsync(lease, step, cancellationToken), cancellationToken);
            return outcome;
        }
        catch (LostRunException)
        {
            Log.RunLost(logger, lease.Run, lease.Epoch);
            return null;
        }
    }

    /// <summary>Records where the run stands now that nothing is under way.</summary>
    /// <returns>False when another engine took the run over and nothing was recorded.</returns>
    public async Task<bool> SetStatusAsync(StatusOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var (lease, status, code, message) = order;
        using var scope = Log.BeginRun(logger, lease.Run);
        try
        {
            await ledger.SetStatusAsync(lease, status, code, message, cancellationToken);
            Log.RunEnded(logger, lease.Run, status, code, message);
            return true;
        }
        catch (LostRunException)
        {
            Log.RunLost(logger, lease.Run, lease.Epoch);
            return false;
        }
    }
}
