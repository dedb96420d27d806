using Reprise.Core.Runs;

namespace Reprise.Pipeline.Runs;

/// <summary>The instances of a durable engine, one at most per run, named after it.</summary>
public interface IRunInstances
{
    /// <summary>True while the run's instance is scheduled or has not ended.</summary>
    Task<bool> IsLiveAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Schedules the run's instance.</summary>
    /// <returns>False when a live one appeared meanwhile.</returns>
    Task<bool> TryScheduleAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Tells the live instance that the ledger changed, so that it looks again before it ends. Lost when it has ended.</summary>
    Task SignalAsync(RunId run, CancellationToken cancellationToken);
}
