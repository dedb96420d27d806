using Microsoft.Extensions.Logging;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Runs;

/// <summary>Says every fifth of the silence after which a node counts as gone that a driver is at work on a run.</summary>
internal sealed class Heartbeat(IRunLedger ledger, PipelineOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>Does the work and beats until it ends.</summary>
    public async Task DuringAsync(RunLease lease, Func<Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beat = BeatAsync(lease, stop.Token);
        try
        {
            await work();
        }
        finally
        {
            await stop.CancelAsync();
            await beat;
        }
    }

    private async Task BeatAsync(RunLease lease, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Silence / 5, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await TryBeatAsync(lease, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The work ended; so does its heartbeat.
        }
    }

    private async Task TryBeatAsync(RunLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await ledger.BeatAsync(lease, cancellationToken);
        }
        catch (RepriseException exception)
        {
            // Steps meet the same trouble and deal with it; the next beat may succeed. Silence only makes the run look orphaned, which fencing makes safe.
            Log.BeatFailed(logger, lease.Run, exception.Code);
        }
    }
}
