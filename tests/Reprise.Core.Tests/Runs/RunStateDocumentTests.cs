using System.Text.Json;
using CsCheck;
using Reprise.Core.Runs;

namespace Reprise.Core.Tests.Runs;

public sealed class RunStateDocumentTests
{
    private static readonly RunId Run = RunId.Parse("ud-75-20261124093000-k7qd");

    private static readonly Gen<StepOutcome> Outcomes = Gen.Select(
        Gen.Enum<StepKind>(),
        Gen.OneOf(Gen.Const(string.Empty), Gen.Const("adherents"), Gen.Const("Élèves"), Gen.Const("quote\"d")),
        Gen.Enum<StepResult>(),
        Gen.Bool,
        Gen.Int[0, 50],
        (kind, subject, result, flag, chunks) => new StepOutcome
        {
            Step = new Step(kind, subject),
            Result = result,
            Code = result == StepResult.Failed ? "connection_failed" : null,
            Message = result == StepResult.Failed ? "Refused." : null,
            IsTransient = flag,
            ChunksDone = chunks,
            ChunksTotal = chunks + 1,
            GatesPassed = flag,
        });

    /// <summary>As the function worker sets its serialiser up: property names in any case, enumerations as numbers.</summary>
    private static readonly JsonSerializerOptions Worker = new() { PropertyNameCaseInsensitive = true };

    [Fact]
    public void A_state_survives_its_document_as_JSON() => Outcomes.List[0, 30].Sample(outcomes =>
    {
        var state = outcomes.Aggregate(Planned(), (before, outcome) => before.Apply(outcome)).Begin(new Step(StepKind.StageTable, "under way"));

        var back = Read<RunStateDocument>(RunStateDocument.From(state)).ToState();

        Assert.Equal(state.Steps.OrderBy(pair => pair.Key.ToString()), back.Steps.OrderBy(pair => pair.Key.ToString()));
        Assert.Equal(state.Mode, back.Mode);
        Assert.Equal(state.Approval, back.Approval);
        Assert.Equal(JsonSerializer.Serialize(state.Outline), JsonSerializer.Serialize(back.Outline));
    });

    [Fact]
    public void A_state_that_went_through_its_document_decides_the_same()
    {
        var state = Planned();

        var expected = RunDecider.Decide(state);
        var actual = RunDecider.Decide(Read<RunStateDocument>(RunStateDocument.From(state)).ToState());

        Assert.Equal(expected.Status, actual.Status);
        Assert.Equal(expected.Start, actual.Start);
        Assert.NotEmpty(actual.Start);
    }

    [Fact]
    public void The_same_state_gives_the_same_document_whatever_the_order_of_its_outcomes() => Outcomes.List[1, 20].Sample(outcomes =>
    {
        var once = outcomes.DistinctBy(outcome => outcome.Step).ToList();

        var forward = once.Aggregate(Planned(), (before, outcome) => before.Apply(outcome));
        var backward = Enumerable.Reverse(once).Aggregate(Planned(), (before, outcome) => before.Apply(outcome));

        Assert.Equal(JsonSerializer.Serialize(RunStateDocument.From(forward)), JsonSerializer.Serialize(RunStateDocument.From(backward)));
    });

    [Fact]
    public void A_run_that_was_never_planned_has_a_document_without_outline_and_steps()
    {
        var state = new RunState { Run = Run, Mode = RunMode.Rehearsal };

        var document = Read<RunStateDocument>(RunStateDocument.From(state));

        Assert.Null(document.Outline);
        Assert.Empty(document.Steps);
        Assert.Equal(Run, document.Run);
    }

    [Fact]
    public void An_outcome_with_its_outline_and_a_lease_survive_as_JSON()
    {
        var outcome = StepOutcome.Completed(new Step(StepKind.PlanRun)) with { Outline = Planned().Outline, ExtractionRestarted = true };

        Assert.Equal(JsonSerializer.Serialize(outcome), JsonSerializer.Serialize(Read<StepOutcome>(outcome)));
        Assert.Equal(new RunLease(Run, 3), Read<RunLease>(new RunLease(Run, 3)));
    }

    private static RunState Planned() => new RunState
    {
        Run = Run,
        Mode = RunMode.Full,
        Approval = new Approval(true, "Claire", "Vu en comité.", new DateTimeOffset(2026, 11, 24, 9, 30, 0, TimeSpan.Zero)),
    }.Apply(StepOutcome.Completed(new Step(StepKind.PlanRun)) with
    {
        Outline = new RunOutline(
            ["adherents", "licences"],
            [new OutlineTable("membre", "adherents", "membres", []), new OutlineTable("licence", "licences", "membres", ["membre"])],
            ["membres"],
            2,
            true),
    });

    private static T Read<T>(object value) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, value.GetType(), Worker), Worker) ?? throw new InvalidOperationException("Nothing was read.");
}
