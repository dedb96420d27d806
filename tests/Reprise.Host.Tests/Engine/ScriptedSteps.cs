using System.Collections.Concurrent;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Steps;

namespace Reprise.Host.Tests.Engine;

/// <summary>Steps that do nothing but record their outcome in the real ledger: the contract is about which steps a driver runs, not about their work.</summary>
internal sealed class ScriptedSteps(IRunLedger ledger, RunOutline outline) : IStepRunner
{
    private readonly ConcurrentQueue<Step> _ended = new();

    /// <summary>Steps that ended, in order.</summary>
    public IReadOnlyList<Step> Ended => [.. _ended];

    /// <summary>An attempt of this step never ends: what a killed node leaves behind. Null = none.</summary>
    public Step? Hangs { get; init; }

    /// <summary>Completed when the hanging step was begun.</summary>
    public TaskCompletionSource Hanging { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<StepOutcome> RunAsync(RunLease lease, Step step, CancellationToken cancellationToken)
    {
        if (step == Hangs)
        {
            Hanging.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        var outcome = StepOutcome.Completed(step) with
        {
            Outline = step.Kind == StepKind.PlanRun ? outline : null,
            GatesPassed = step.Kind == StepKind.EvaluateGates,
            ChunksDone = 1,
            ChunksTotal = 1,
        };
        await ledger.RecordAsync(lease, outcome, cancellationToken);
        _ended.Enqueue(step);
        return outcome;
    }
}
