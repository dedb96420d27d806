using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Runs;

namespace Reprise.Host.Engine;

/// <summary>Carries one run on. Keeps nothing: what it knows it reads from the ledger.</summary>
internal sealed class RunGrain(RunLoop loop, IRunLedger ledger, IGrainFactory grains, TimeProvider time, ILogger<RunGrain> logger) : Grain, IRunGrain, IDisposable
{
    private static readonly TimeSpan NoDeactivation = TimeSpan.FromDays(30);

    /// <summary>How long the reason of a failure is kept for whoever follows the run: a new activation would not know it.</summary>
    private static readonly TimeSpan FailureKept = TimeSpan.FromMinutes(10);

    private readonly CancellationTokenSource _stopping = new();
    private Task _driving = Task.CompletedTask;
    private bool _again;
    private string? _failure;

    private RunId Run => RunId.Parse(this.GetPrimaryKeyString());

    public Task DriveAsync()
    {
        // The loop may be about to end because the run waits for what the caller just recorded: it looks once more.
        _again = true;
        if (_driving.IsCompleted)
        {
            DelayDeactivation(NoDeactivation);
            _failure = null;
            _driving = DriveWhileAskedAsync();
        }

        return Task.CompletedTask;
    }

    public Task<string?> GetFailureAsync() => Task.FromResult(_driving.IsCompleted ? _failure : null);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _driving;
    }

    public void Dispose() => _stopping.Dispose();

    private async Task DriveWhileAskedAsync()
    {
        try
        {
            while (_again)
            {
                _again = false;
                if (!(await ledger.GetAsync(Run, _stopping.Token)).IsOver)
                {
                    await DriveThroughTroubleAsync();
                }
            }

            DeactivateOnIdle();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The node stops; the run stays as it is for whoever takes it over.
        }
        catch (RepriseException exception)
        {
            Keep(exception.Message);
            Log.DriveFailed(logger, Run, exception.Code, exception.Message);
        }
        catch (Exception exception)
        {
            // A defect of ours. Whoever follows the run has to learn of it: the ledger goes on saying that it runs.
            Keep($"Unexpected {exception.GetType().Name}; the log of this hour has the details.");
            Log.DriveDefect(logger, Run, exception);
        }
    }

    private void Keep(string failure)
    {
        _failure = failure;
        DelayDeactivation(FailureKept);
    }

    /// <summary>Trouble of the ledger itself (steps deal with their own): take the run over again, later and later.</summary>
    private async Task DriveThroughTroubleAsync()
    {
        var patience = new Patience();
        while (true)
        {
            try
            {
                await loop.DriveAsync(Run, (lease, step, cancellation) => AttemptAsync(lease, step, patience, cancellation), _stopping.Token);
                return;
            }
            catch (RepriseException exception) when (exception.IsTransient && patience.Lasts)
            {
                var delay = patience.Fail();
                Log.DriveInterrupted(logger, Run, exception.Code, patience.Failures);
                await Task.Delay(delay, time, _stopping.Token);
            }
        }
    }

    private async Task<StepOutcome?> AttemptAsync(RunLease lease, Step step, Patience patience, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(lease, step, cancellationToken);
        if (answer is { Outcome: null, Code: not null and not ErrorCodes.LostRun })
        {
            throw new RepriseException(answer.Code, answer.Message ?? "The step's outcome could not be recorded.", answer.IsTransient);
        }

        if (answer.Outcome is { Result: not StepResult.Failed })
        {
            patience.Renew();
        }

        return answer.Outcome;
    }

    /// <exception cref="RepriseException"><see cref="ErrorCodes.NodeLost"/>: no answer. The node may still be at work on the step, so that only another epoch keeps it from writing.</exception>
    private async Task<StepAnswer> AskAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        try
        {
            return step.Kind is StepKind.PlanRun or StepKind.ExtractTable
                ? await grains.GetGrain<ISourceGrain>(lease.Run.Value).RunAsync(lease, step, cancellationToken)
                : await grains.GetGrain<IStepGrain>($"{lease.Run}/{step.Kind}/{step.Subject}").RunAsync(lease, step, cancellationToken);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new RepriseException(ErrorCodes.NodeLost, $"The node at work on step {step} gives no answer. The run is taken over again.", isTransient: true, exception);
        }
    }
}
