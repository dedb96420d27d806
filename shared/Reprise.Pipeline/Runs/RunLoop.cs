using Microsoft.Extensions.Logging;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Runs;

/// <summary>The driver's loop for engines that keep a process: decide, run the steps, apply their outcomes. No rule of the domain is here.</summary>
public sealed class RunLoop(IRunLedger ledger, PipelineOptions options, TimeProvider time, ILogger<RunLoop> logger)
{
    private readonly Heartbeat _heartbeat = new(ledger, options, time, logger);

    /// <summary>Takes the run over and carries it on until it ends or waits for somebody.</summary>
    /// <param name="run">The run.</param>
    /// <param name="attempt">Runs one attempt of a step, wherever the engine wants; false when another node took the run over.</param>
    /// <param name="cancellationToken">The host stops: the loop ends and leaves the run to whoever takes it over.</param>
    public async Task DriveAsync(RunId run, Func<RunLease, Step, CancellationToken, Task<StepOutcome?>> attempt, CancellationToken cancellationToken)
    {
        using var scope = Log.BeginRun(logger, run);
        var lease = await ledger.TakeOverAsync(run, cancellationToken);
        Log.RunTakenOver(logger, run, lease.Epoch);
        try
        {
            await _heartbeat.DuringAsync(lease, () => DecideAndRunAsync(lease, attempt, cancellationToken), cancellationToken);
        }
        catch (LostRunException)
        {
            Log.RunLost(logger, run, lease.Epoch);
        }
    }

    private async Task DecideAndRunAsync(RunLease lease, Func<RunLease, Step, CancellationToken, Task<StepOutcome?>> attempt, CancellationToken cancellationToken)
    {
        // Whatever ends the loop ends what it began: attempts under a lease that is given up would only lose their race with the next one's.
        using var begun = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await DecideAndRunAsync(lease, attempt, begun, cancellationToken);
        }
        finally
        {
            await begun.CancelAsync();
        }
    }

    private async Task DecideAndRunAsync(RunLease lease, Func<RunLease, Step, CancellationToken, Task<StepOutcome?>> attempt, CancellationTokenSource begun, CancellationToken cancellationToken)
    {
        var state = (await ledger.LoadStateAsync(lease.Run, cancellationToken)).Resume();
        var underWay = new List<Task<StepOutcome?>>();
        while (true)
        {
            var decision = RunDecider.Decide(state);
            if (decision.Status != RunStatus.Running)
            {
                await ledger.SetStatusAsync(lease, decision.Status, decision.Code, decision.Message, cancellationToken);
                Log.RunEnded(logger, lease.Run, decision.Status, decision.Code, decision.Message);
                return;
            }

            foreach (var start in decision.Start)
            {
                state = state.Begin(start.Step);
                underWay.Add(AttemptAsync(lease, start, attempt, begun.Token));
            }

            var ended = await Task.WhenAny(underWay);
            underWay.Remove(ended);
            state = state.Apply(await ended ?? throw new LostRunException(lease));
        }
    }

    private async Task<StepOutcome?> AttemptAsync(
        RunLease lease,
        StepStart start,
        Func<RunLease, Step, CancellationToken, Task<StepOutcome?>> attempt,
        CancellationToken cancellationToken)
    {
        if (start.Delay > TimeSpan.Zero)
        {
            await Task.Delay(start.Delay, time, cancellationToken);
        }

        return await attempt(lease, start.Step, cancellationToken);
    }
}
