using Microsoft.Extensions.Logging;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Runs;

/// <summary>Says at intervals that a driver is at work on a run, from its start until it is disposed.</summary>
internal sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task _beating;

    private Heartbeat(IRunLedger ledger, RunLease lease, TimeSpan interval, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _beating = BeatAsync(ledger, lease, interval, time, logger, _stop.Token);
    }

    /// <summary>Starts beating every fifth of the silence after which the run's node counts as gone.</summary>
    public static Heartbeat Start(IRunLedger ledger, RunLease lease, PipelineOptions options, TimeProvider time, ILogger logger, CancellationToken cancellationToken) =>
        new(ledger, lease, options.Silence / 5, time, logger, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
    }

    private static async Task BeatAsync(IRunLedger ledger, RunLease lease, TimeSpan interval, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await ledger.BeatAsync(lease, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The work ended; so does its heartbeat.
        }
        catch (RepriseException exception)
        {
            // Steps meet the same trouble and deal with it; silence only makes the run look orphaned, which fencing makes safe.
            Log.BeatFailed(logger, lease.Run, exception.Code);
        }
    }
}
