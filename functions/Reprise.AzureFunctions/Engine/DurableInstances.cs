using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Reprise.Core.Runs;
using Reprise.Pipeline.Runs;

namespace Reprise.AzureFunctions.Engine;

/// <summary>The orchestrations of the task hub.</summary>
/// <remarks>The worker gives a client to functions as a binding and to nobody else. So each function that may drive a run says which one it was given, and it is used for the rest of that function.</remarks>
public sealed class DurableInstances : IRunInstances
{
    private readonly AsyncLocal<DurableTaskClient?> _client = new();

    private DurableTaskClient Client => _client.Value ?? throw new InvalidOperationException("The function did not say which client it was given.");

    /// <summary>Uses the client for the rest of the calling function.</summary>
    public void Use(DurableTaskClient client) => _client.Value = client;

    /// <inheritdoc/>
    public async Task<bool> IsLiveAsync(RunId run, CancellationToken cancellationToken) =>
        await Client.GetInstanceAsync(run.Value, cancellationToken) is { IsCompleted: false };

    /// <inheritdoc/>
    public async Task<bool> TryScheduleAsync(RunId run, CancellationToken cancellationToken)
    {
        try
        {
            await Client.ScheduleNewOrchestrationInstanceAsync(RunOrchestrator.Name, new RunOrder(run), new StartOrchestrationOptions(run.Value), cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The type of a refusal differs between versions of the client; what matters is whether there is a live instance now.
            if (await IsLiveAsync(run, cancellationToken))
            {
                return false;
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public async Task SignalAsync(RunId run, CancellationToken cancellationToken)
    {
        try
        {
            await Client.RaiseEventAsync(run.Value, RunOrchestrator.Changed, true, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An instance that ended meanwhile refuses the event: the caller looks again and schedules it.
            if (await IsLiveAsync(run, cancellationToken))
            {
                throw;
            }
        }
    }
}
