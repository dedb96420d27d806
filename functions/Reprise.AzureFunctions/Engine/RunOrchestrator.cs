using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Reprise.Core.Runs;
using Reprise.Pipeline.Runs;
using EngineRetries = Microsoft.DurableTask.RetryPolicy;
using StepRetries = Reprise.Core.Runs.RetryPolicy;

namespace Reprise.AzureFunctions.Engine;

/// <summary>Carries a run on: decide, start the steps, apply their outcomes. Replayed from its history, so nothing here reads a clock, a file or a setting.</summary>
public static class RunOrchestrator
{
    /// <summary>Name of the orchestration; an instance is named after its run.</summary>
    public const string Name = nameof(RunOrchestrator);

    /// <summary>Event that says the ledger changed while the instance was about to end.</summary>
    public const string Changed = "changed";

    /// <summary>Attempts after which the history starts anew, because every replay reads all of it.</summary>
    private const int StepBudget = 200;

    /// <summary>For what keeps an attempt from being recorded, such as a ledger out of reach. A step that fails is an outcome and is tried again by the decision function.</summary>
    private static readonly TaskOptions Retry = TaskOptions.FromRetryPolicy(
        new EngineRetries(StepRetries.MaxAttempts, StepRetries.FirstDelay, backoffCoefficient: 2, maxRetryInterval: StepRetries.MaxDelay));

    /// <summary>The orchestration. Input: <see cref="RunOrder"/>.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var order = context.GetInput<RunOrder>() ?? throw new InvalidOperationException("The orchestration was scheduled without its run.");
        var turn = order.Lease is null
            ? await context.CallActivityAsync<RunTurn?>(RunActivities.TakeOver, order, Retry)
            : await context.CallActivityAsync<RunTurn?>(RunActivities.LoadState, order.Lease, Retry);
        if (turn is null)
        {
            return;
        }

        var changed = NextChange(context);
        var lease = turn.Lease;
        var state = turn.State.ToState();
        var underWay = new List<Task<StepOutcome?>>();
        var attempts = 0;
        var decision = RunDecider.Decide(state);
        while (decision.Status == RunStatus.Running)
        {
            // Over budget nothing new begins; once what is under way has ended, the history starts anew with the same lease.
            foreach (var start in attempts < StepBudget ? decision.Start : [])
            {
                state = state.Begin(start.Step);
                underWay.Add(AttemptAsync(context, lease, start));
                attempts++;
            }

            if (underWay.Count == 0)
            {
                context.ContinueAsNew(new RunOrder(order.Run, lease));
                return;
            }

            var ended = await Task.WhenAny(underWay);
            underWay.Remove(ended);
            if (await ended is not { } outcome)
            {
                // Another engine took the run over and carries it on.
                return;
            }

            state = state.Apply(outcome);
            decision = RunDecider.Decide(state);
        }

        await context.CallActivityAsync<bool>(RunActivities.SetStatus, new StatusOrder(lease, decision.Status, decision.Code, decision.Message), Retry);
        if (changed.IsCompleted)
        {
            context.ContinueAsNew(new RunOrder(order.Run));
        }
    }

    private static async Task<StepOutcome?> AttemptAsync(TaskOrchestrationContext context, RunLease lease, StepStart start)
    {
        if (start.Delay > TimeSpan.Zero)
        {
            await context.CreateTimer(start.Delay, CancellationToken.None);
        }

        return await context.CallActivityAsync<StepOutcome?>(StepActivities.Of(start.Step.Kind), new StepOrder(lease, start.Step), Retry);
    }

    /// <summary>The next event. Earlier ones speak of what the state just read already holds.</summary>
    private static Task<bool> NextChange(TaskOrchestrationContext context)
    {
        Task<bool> change;
        do
        {
            change = context.WaitForExternalEvent<bool>(Changed);
        }
        while (change.IsCompleted);

        return change;
    }
}
