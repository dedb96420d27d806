using System.Text.Json;
using CsCheck;
using Reprise.Core.Runs;

namespace Reprise.Postgres.Tests.Ledger;

/// <summary>A node that dies loses nothing: what the ledger gives back is the state the driver had.</summary>
public abstract class StateReplayTests(LedgerFixture ledger)
{
    public sealed class OnPostgres15(LedgerFixture ledger) : StateReplayTests(ledger), IClassFixture<LedgerFixture>;

    public sealed class OnPostgres18(LedgerOn18Fixture ledger) : StateReplayTests(ledger), IClassFixture<LedgerOn18Fixture>;

    private static readonly Step Plan = new(StepKind.PlanRun);

    private static readonly Step[] Steps =
    [
        Plan,
        new(StepKind.ExtractTable, "societes"),
        new(StepKind.ExtractTable, "contacts"),
        new(StepKind.StageTable, "organisation"),
        new(StepKind.EvaluateGates),
        new(StepKind.PublishLot, "main"),
    ];

    private static readonly Gen<StepOutcome> Outcomes =
        from step in Gen.Int[0, Steps.Length - 1].Select(index => Steps[index])
        from result in Gen.Int[0, 2].Select(index => (StepResult)index)
        from total in Gen.Int[0, 5]
        from done in Gen.Int[0, 5]
        from first in Gen.Bool
        from second in Gen.Bool
        select Outcome(step, result, done, total, first, second);

    /// <summary>Null stands for a take-over.</summary>
    private static readonly Gen<StepOutcome?[]> Lives = Gen.Frequency((6, Outcomes.Select(outcome => (StepOutcome?)outcome)), (1, Gen.Const((StepOutcome?)null))).Array[1, 14];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_ledger_gives_back_the_live_state_after_every_outcome_and_take_over()
    {
        // Within a sample the absence of the server would be a counterexample.
        Assert.NotNull(ledger.Target);

        await Lives.SampleAsync(LiveAsync, iter: 60, threads: 2);
    }

    [Fact]
    public async Task A_step_that_failed_for_good_is_tried_again_after_the_run_was_taken_over()
    {
        var lease = await ledger.LeaseAsync();
        var failed = new StepOutcome { Step = Plan, Result = StepResult.Failed, Code = "invalid_configuration", Message = "wrong" };
        await ledger.Runs.RecordAsync(lease, failed, Cancellation);
        Assert.Equal(RunStatus.Failed, RunDecider.Decide(await ledger.Runs.LoadStateAsync(lease.Run, Cancellation)).Status);

        await ledger.Runs.TakeOverAsync(lease.Run, Cancellation);

        var decision = RunDecider.Decide(await ledger.Runs.LoadStateAsync(lease.Run, Cancellation));
        Assert.Equal((RunStatus.Running, Plan), (decision.Status, Assert.Single(decision.Start).Step));
    }

    [Fact]
    public async Task The_newest_word_of_a_person_is_part_of_the_state()
    {
        var lease = await ledger.LeaseAsync();
        await ledger.Runs.SetStatusAsync(lease, RunStatus.Stopped, RunDecider.GateFailed, "stopped", Cancellation);
        var refused = new Approval(false, "M. Martin", "non", DateTimeOffset.UnixEpoch);
        var granted = new Approval(true, "Mme Durand", "vu", DateTimeOffset.UnixEpoch.AddDays(1));

        await ledger.Runs.ApproveAsync(lease.Run, refused, [], Cancellation);
        await ledger.Runs.ApproveAsync(lease.Run, granted, [], Cancellation);

        Assert.Equal(granted, (await ledger.Runs.LoadStateAsync(lease.Run, Cancellation)).Approval);
    }

    private static StepOutcome Outcome(Step step, StepResult result, int done, int total, bool first, bool second)
    {
        var failed = result == StepResult.Failed;
        return new StepOutcome
        {
            Step = step,
            Result = result,
            Code = failed ? "connection_failed" : null,
            Message = failed ? "away" : null,
            IsTransient = failed && first,
            ChunksDone = done,
            ChunksTotal = total,
            Outline = step == Plan && result == StepResult.Completed ? new RunOutline(["societes"], [], ["main"], total + 1, second) : null,
            ExtractionRestarted = step == Plan && first,
            PointLost = step.Kind == StepKind.ExtractTable && failed && second,
            GatesPassed = step.Kind == StepKind.EvaluateGates && second,
        };
    }

    private async Task LiveAsync(StepOutcome?[] life)
    {
        var lease = await ledger.LeaseAsync();
        var live = await ledger.Runs.LoadStateAsync(lease.Run, Cancellation);
        foreach (var outcome in life)
        {
            (lease, live) = outcome is null
                ? (await ledger.Runs.TakeOverAsync(lease.Run, Cancellation), live.Resume())
                : (await RecordAsync(lease, outcome), live.Apply(outcome));
            AssertSame(live, await ledger.Runs.LoadStateAsync(lease.Run, Cancellation));
        }
    }

    private async Task<RunLease> RecordAsync(RunLease lease, StepOutcome outcome)
    {
        await ledger.Runs.RecordAsync(lease, outcome, Cancellation);
        return lease;
    }

    private static void AssertSame(RunState live, RunState recorded)
    {
        Assert.All(Steps, step => Assert.Equal(live[step] with { IsUnderWay = false }, recorded[step]));
        Assert.Equal(JsonSerializer.Serialize(live.Outline), JsonSerializer.Serialize(recorded.Outline));
    }
}
