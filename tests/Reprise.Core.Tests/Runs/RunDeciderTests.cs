using CsCheck;
using Reprise.Core.Runs;

namespace Reprise.Core.Tests.Runs;

public sealed class RunDeciderTests
{
    [Fact]
    public void A_new_run_is_planned_first_and_alone()
    {
        var decision = RunDecider.Decide(Outlines.New());

        Assert.Equal([new StepStart(Outlines.Plan, TimeSpan.Zero)], decision.Start);
    }

    [Fact]
    public void Source_tables_are_extracted_side_by_side_up_to_the_parallelism()
    {
        var state = Outlines.New().Apply(Outlines.Done(Outlines.Plan, Outlines.Members(parallelism: 2)));

        var decision = RunDecider.Decide(state);

        Assert.Equal(["societes", "contacts"], decision.Start.Select(start => start.Step.Subject));
        Assert.All(decision.Start, start => Assert.Equal(StepKind.ExtractTable, start.Step.Kind));
    }

    [Fact]
    public void A_table_is_staged_while_the_rest_of_it_is_still_being_extracted()
    {
        var extract = new Step(StepKind.ExtractTable, "societes");
        var state = Outlines.New()
            .Apply(Outlines.Done(Outlines.Plan, Outlines.Members()))
            .Apply(new StepOutcome { Step = extract, Result = StepResult.Progressed, ChunksDone = 1, ChunksTotal = 3 });

        var decision = RunDecider.Decide(state);

        Assert.Equal([new Step(StepKind.StageTable, "organisation"), extract], decision.Start.Select(start => start.Step));
    }

    [Fact]
    public void A_table_whose_extracted_chunks_are_all_staged_waits_for_more()
    {
        var state = Outlines.New()
            .Apply(Outlines.Done(Outlines.Plan, Outlines.Members(parallelism: 9)))
            .Apply(new StepOutcome { Step = new(StepKind.ExtractTable, "societes"), Result = StepResult.Progressed, ChunksDone = 1, ChunksTotal = 3 })
            .Apply(new StepOutcome { Step = new(StepKind.StageTable, "organisation"), Result = StepResult.Progressed, ChunksDone = 1, ChunksTotal = 3 });

        var decision = RunDecider.Decide(state);

        Assert.DoesNotContain(decision.Start, start => start.Step.Kind == StepKind.StageTable);
    }

    [Fact]
    public void An_undisturbed_run_does_every_step_once_and_succeeds() => Gen.Int.Sample(seed =>
    {
        var outline = Outlines.Members();

        var (_, end, order) = Outlines.Simulate(Outlines.New(), (_, step) => Outlines.Done(step, outline), new Random(seed));

        Assert.Equal(RunStatus.Succeeded, end.Status);
        Assert.Equal(order.Count, order.Distinct().Count());
        Assert.Equal(1 + 3 + (3 * 3) + 1 + 2 + 2, order.Count);
    });

    [Fact]
    public void Parents_are_resolved_before_children_lots_in_order_and_purge_comes_last() => Gen.Int.Sample(seed =>
    {
        var outline = Outlines.Members(parallelism: 4);

        var (_, _, order) = Outlines.Simulate(Outlines.New(), (_, step) => Outlines.Done(step, outline), new Random(seed));

        Before(order, new(StepKind.ResolveTable, "organisation"), new(StepKind.ResolveTable, "person"));
        Before(order, new(StepKind.ResolveTable, "person"), new(StepKind.ResolveTable, "fee"));
        Before(order, new(StepKind.ResolveTable, "fee"), Outlines.Gates);
        Before(order, Outlines.Gates, new(StepKind.PublishLot, "reference"));
        Before(order, new(StepKind.PublishLot, "reference"), new(StepKind.PublishLot, "fees"));
        Before(order, new(StepKind.PublishLot, "fees"), new(StepKind.VerifyTable, "organisation"));
        Assert.Equal([new Step(StepKind.WriteReport), new Step(StepKind.PurgeSnapshots)], order[^2..]);
    });

    [Fact]
    public void A_run_with_passing_failures_still_ends_well() => Gen.Int.Sample(seed =>
    {
        var outline = Outlines.Members();
        var trouble = new Random(seed);

        var (_, end, _) = Outlines.Simulate(
            Outlines.New(),
            (state, step) => state[step].Failures < RetryPolicy.MaxAttempts - 1 && trouble.Next(4) == 0 ? Outlines.Failed(step) : Outlines.Done(step, outline),
            new Random(seed));

        Assert.Equal(RunStatus.Succeeded, end.Status);
    });

    [Fact]
    public void A_failed_attempt_is_tried_again_after_a_growing_delay()
    {
        var state = Outlines.New().Apply(Outlines.Failed(Outlines.Plan)).Apply(Outlines.Failed(Outlines.Plan));

        var decision = RunDecider.Decide(state);

        Assert.Equal([new StepStart(Outlines.Plan, TimeSpan.FromSeconds(2))], decision.Start);
    }

    [Fact]
    public void A_step_that_keeps_failing_fails_the_run_and_a_resume_tries_it_again()
    {
        var state = Outlines.New();
        for (var attempt = 0; attempt < RetryPolicy.MaxAttempts; attempt++)
        {
            state = state.Begin(Outlines.Plan).Apply(Outlines.Failed(Outlines.Plan));
        }

        Assert.Equal(RunStatus.Failed, RunDecider.Decide(state).Status);
        Assert.Equal([new StepStart(Outlines.Plan, TimeSpan.Zero)], RunDecider.Decide(state.Resume()).Start);
    }

    [Fact]
    public void A_lasting_failure_lets_what_is_under_way_end_and_starts_nothing_new()
    {
        var extract = new Step(StepKind.ExtractTable, "societes");
        var other = new Step(StepKind.ExtractTable, "contacts");
        var state = Outlines.New()
            .Apply(Outlines.Done(Outlines.Plan, Outlines.Members()))
            .Begin(extract)
            .Begin(other)
            .Apply(Outlines.Failed(extract, isTransient: false));

        var waiting = RunDecider.Decide(state);
        var ended = RunDecider.Decide(state.Apply(Outlines.Done(other, Outlines.Members())));

        Assert.Equal(RunStatus.Running, waiting.Status);
        Assert.Empty(waiting.Start);
        Assert.Equal(RunStatus.Failed, ended.Status);
        Assert.Equal("connection_failed", ended.Code);
    }

    [Fact]
    public void A_rehearsal_publishes_nothing_and_purges() => Rehearse(step => Assert.NotEqual(StepKind.PublishLot, step.Kind), RunStatus.Succeeded, gatesPass: true);

    [Fact]
    public void A_rehearsal_whose_gate_fails_is_stopped_and_keeps_its_snapshot() => Rehearse(step => Assert.NotEqual(StepKind.PurgeSnapshots, step.Kind), RunStatus.Stopped, gatesPass: false);

    [Fact]
    public void A_failed_gate_stops_the_run_with_a_report_and_a_waiver_lets_it_go_on()
    {
        var outline = Outlines.Members();
        var (state, end, order) = Outlines.Simulate(Outlines.New(), (_, step) => Outlines.Done(step, outline) with { GatesPassed = false }, new Random(1));

        Assert.Equal((RunStatus.Stopped, RunDecider.GateFailed), (end.Status, end.Code));
        Assert.Equal(new Step(StepKind.WriteReport, RunDecider.DraftReport), order[^1]);

        var waived = state with { Approval = Outlines.Word(granted: true) };
        Assert.Equal(new Step(StepKind.PublishLot, "reference"), Assert.Single(RunDecider.Decide(waived).Start).Step);
    }

    [Fact]
    public void A_run_that_needs_an_approval_waits_for_it_and_goes_on_with_it()
    {
        var outline = Outlines.Members(requiresApproval: true);
        var (state, end, _) = Outlines.Simulate(Outlines.New(), (_, step) => Outlines.Done(step, outline), new Random(1));

        Assert.Equal((RunStatus.Waiting, RunDecider.ApprovalRequired), (end.Status, end.Code));

        var approved = state with { Approval = Outlines.Word(granted: true) };
        var (_, finish, _) = Outlines.Simulate(approved, (_, step) => Outlines.Done(step, outline), new Random(1));
        Assert.Equal(RunStatus.Succeeded, finish.Status);
    }

    [Fact]
    public void A_refused_approval_stops_the_run()
    {
        var outline = Outlines.Members(requiresApproval: true);
        var (state, _, _) = Outlines.Simulate(Outlines.New(), (_, step) => Outlines.Done(step, outline), new Random(1));

        var decision = RunDecider.Decide(state with { Approval = Outlines.Word(granted: false) });

        Assert.Equal((RunStatus.Stopped, RunDecider.ApprovalRefused), (decision.Status, decision.Code));
    }

    [Fact]
    public void A_lost_consistent_point_is_opened_again_once_nothing_is_under_way()
    {
        var extract = new Step(StepKind.ExtractTable, "societes");
        var other = new Step(StepKind.ExtractTable, "contacts");
        var lost = Outlines.New()
            .Apply(Outlines.Done(Outlines.Plan, Outlines.Members()))
            .Begin(extract)
            .Begin(other)
            .Apply(Outlines.Failed(extract) with { PointLost = true });

        Assert.Empty(RunDecider.Decide(lost).Start);
        var idle = lost.Apply(Outlines.Done(other, Outlines.Members()));
        Assert.Equal([Outlines.Plan], RunDecider.Decide(idle).Start.Select(start => start.Step));
    }

    [Fact]
    public void A_point_at_another_state_makes_everything_be_extracted_again()
    {
        var outline = Outlines.Members();
        var state = Outlines.New()
            .Apply(Outlines.Done(Outlines.Plan, outline))
            .Apply(Outlines.Done(new(StepKind.ExtractTable, "societes"), outline))
            .Apply(Outlines.Done(new(StepKind.StageTable, "organisation"), outline))
            .Resume()
            .Apply(Outlines.Done(Outlines.Plan, outline) with { ExtractionRestarted = true });

        Assert.Equal(["societes", "contacts"], RunDecider.Decide(state).Start.Select(start => start.Step.Subject));
    }

    private static void Before(List<Step> order, Step first, Step second) => Assert.True(order.IndexOf(first) < order.IndexOf(second), $"{first} comes after {second}");

    private static void Rehearse(Action<Step> each, RunStatus status, bool gatesPass)
    {
        var outline = Outlines.Members(requiresApproval: true);

        var (_, end, order) = Outlines.Simulate(Outlines.New(RunMode.Rehearsal), (_, step) => Outlines.Done(step, outline) with { GatesPassed = gatesPass }, new Random(1));

        Assert.Equal(status, end.Status);
        Assert.All(order, each);
    }
}
