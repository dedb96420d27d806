using Microsoft.Extensions.Logging;
using Reprise.Core.Columns;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Pipeline.Snapshots;

namespace Reprise.Pipeline.Steps;

/// <summary>Finds the handler, gives the log its run and entity, turns failures into outcomes and records them.</summary>
internal sealed class StepRunner(IEnumerable<IStepHandler> handlers, IRunLedger ledger, Purger purger, TimeProvider time, ILogger<StepRunner> logger) : IStepRunner
{
    /// <summary>
    /// Growth of the heap, bytes, after which the buffers of ended steps are collected. The collector would leave them beside those of the next
    /// steps: it sees a large machine.
    /// </summary>
    private const long GrowthToCollect = 48L << 20;

    /// <summary>Growth after which memory also goes back to the system: large values left it behind. What ordinary tables leave, the next step needs again.</summary>
    private const long GrowthToGiveBack = 96L << 20;

    private readonly Dictionary<StepKind, IStepHandler> _handlers = handlers.ToDictionary(handler => handler.Kind);
    private long _inUse;

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        using var scope = Log.BeginRun(logger, lease.Run, step);
        using var activity = Telemetry.Source.StartActivity(step.Kind.ToString());
        activity?.SetTag("reprise.run", lease.Run.Value).SetTag("reprise.subject", step.Subject);
        var started = time.GetTimestamp();
        var outcome = await RecordedAsync(lease, step, cancellationToken);
        Report(outcome, time.GetElapsedTime(started));
        GiveBuffersBack();
        return outcome;
    }

    private async Task<StepOutcome> RecordedAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await AttemptAsync(lease, step, cancellationToken);
            await ledger.RecordAsync(lease, outcome, cancellationToken);
            return outcome;
        }
        catch (LostRunException) when (step.Kind == StepKind.ExtractTable)
        {
            await purger.PurgeLateAsync(lease.Run, cancellationToken);
            throw;
        }
    }

    /// <summary>Measured from what was in use after the last time, so that a node with many runs does not collect after every step.</summary>
    private void GiveBuffersBack()
    {
        var growth = GC.GetTotalMemory(forceFullCollection: false) - Interlocked.Read(ref _inUse);
        if (growth <= GrowthToCollect)
        {
            return;
        }

        if (growth > GrowthToGiveBack)
        {
            LargeMemory.GiveBack();
        }
        else
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        }

        Interlocked.Exchange(ref _inUse, GC.GetTotalMemory(forceFullCollection: false));
    }

    private async Task<StepOutcome> AttemptAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        try
        {
            return await _handlers[step.Kind].RunAsync(lease, step, cancellationToken);
        }
        catch (LostRunException)
        {
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (RepriseException exception)
        {
            return Failure(step, exception.Code, Describe(exception), exception.IsTransient);
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return Failure(step, ErrorCodes.ConnectionFailed, exception.GetType().Name, isTransient: true);
        }
        catch (Exception exception)
        {
            // A defect of ours: the log has the stack, the ledger only the type, because a message may quote a value.
            Log.StepDefect(logger, step, exception);
            return Failure(step, "unexpected", $"Unexpected {exception.GetType().Name}; the log of this hour has the details.", isTransient: false);
        }
    }

    private void Report(StepOutcome outcome, TimeSpan elapsed)
    {
        if (outcome.Result == StepResult.Failed)
        {
            Log.StepFailed(logger, outcome.Step, outcome.Code, outcome.IsTransient, outcome.Message);
        }
        else
        {
            Log.StepEnded(logger, outcome.Step, outcome.Result, outcome.ChunksDone, outcome.ChunksTotal, elapsed.TotalMilliseconds);
        }
    }

    private static StepOutcome Failure(Step step, string code, string message, bool isTransient) => new()
    {
        Step = step,
        Result = StepResult.Failed,
        Code = code,
        Message = message,
        IsTransient = isTransient,
        PointLost = code == ErrorCodes.SourcePointLost,
    };

    private static string Describe(RepriseException exception) => exception.Problems.IsEmpty
        ? exception.Message
        : string.Join(Environment.NewLine, exception.Problems.Select(problem => problem.ToString()).Prepend(exception.Message));
}
