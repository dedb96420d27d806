using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Runs;

/// <summary>Hands runs to a durable engine. Returns once the run is surely carried on, which an instance that is just about to end does not do.</summary>
/// <remarks>
/// An instance records the run's status and ends a moment later. What a person says in that moment (approval, resume) would be
/// lost by an engine that drops what reaches an ended instance. So a live instance counts only once the ledger says
/// <see cref="RunStatus.Running"/>; until then it is signalled, and watched until it takes the run over or ends and is scheduled anew.
/// </remarks>
public sealed class InstanceDriver(IRunInstances instances, IRunLedger ledger, TimeProvider time) : IRunDriver
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.ConnectionFailed"/>, transient: the engine did not take the run within a minute.</exception>
    public async Task DriveAsync(RunId run, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var signalled = false;
        while (time.GetElapsedTime(started) < Patience)
        {
            if (!await instances.IsLiveAsync(run, cancellationToken))
            {
                if (await instances.TryScheduleAsync(run, cancellationToken))
                {
                    return;
                }
            }
            else if ((await ledger.GetAsync(run, cancellationToken)).Status == RunStatus.Running)
            {
                return;
            }
            else if (!signalled)
            {
                await instances.SignalAsync(run, cancellationToken);
                signalled = true;
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        throw new RepriseException(
            ErrorCodes.ConnectionFailed,
            $"The engine did not take run {run} over within {Patience.TotalSeconds:0} s. Nothing is lost: resume the run.",
            isTransient: true);
    }
}
