using Reprise.Core.Entities;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Testing.Servers;

namespace Reprise.Host.Tests.Engine;

/// <summary>What every driver promises, on the Orleans engine and the real ledger.</summary>
public sealed class OrleansDriverTests : IAsyncLifetime
{
    private static readonly RunOutline Outline = new(
        ["societes", "contacts"],
        [new OutlineTable("organisation", "societes", "main", []), new OutlineTable("person", "contacts", "main", ["organisation"])],
        ["main"],
        2,
        RequiresApproval: false);

    private TargetDatabase? _target;

    /// <summary>Every step of the outline.</summary>
    public static TheoryData<StepKind, string> Steps => new()
    {
        { StepKind.PlanRun, "" },
        { StepKind.ExtractTable, "societes" },
        { StepKind.StageTable, "organisation" },
        { StepKind.ResolveTable, "person" },
        { StepKind.EvaluateGates, "" },
        { StepKind.PublishLot, "main" },
        { StepKind.VerifyTable, "person" },
        { StepKind.WriteReport, "" },
        { StepKind.PurgeSnapshots, "" },
    };

    private string Target => _target!.AsReprise;

    public async ValueTask InitializeAsync() => _target = await TargetDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        if (_target is not null)
        {
            await _target.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_run_is_carried_through_every_step_once()
    {
        await using var node = await EngineNode.StartAsync(Target, Outline);
        var run = await StartAsync(node);

        await node.Driver.DriveAsync(run, TestContext.Current.CancellationToken);
        await node.Driver.DriveAsync(run, TestContext.Current.CancellationToken);
        var end = await node.EndAsync(run);

        Assert.Equal(RunStatus.Succeeded, end.Status);
        Assert.Equal(1, end.Epoch);
        Assert.Equal(node.Steps.Ended.Count, node.Steps.Ended.Distinct().Count());
        Assert.Equal(13, node.Steps.Ended.Count);
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task A_run_whose_node_went_away_in_a_step_ends_the_same_elsewhere(StepKind kind, string subject)
    {
        RunId run;
        ScriptedSteps steps;
        await using (var first = await EngineNode.StartAsync(Target, Outline, hangs: new Step(kind, subject)))
        {
            run = await StartAsync(first);
            await first.Driver.DriveAsync(run, TestContext.Current.CancellationToken);
            await first.Steps.Hanging.Task.WaitAsync(TestContext.Current.CancellationToken);
            steps = first.Steps;
        }

        var before = steps.Ended;

        await using var second = await EngineNode.StartAsync(Target, Outline);
        await second.Driver.DriveAsync(run, TestContext.Current.CancellationToken);
        var end = await second.EndAsync(run);

        Assert.Equal((RunStatus.Succeeded, 2L), (end.Status, end.Epoch));
        var repeated = before.Intersect(second.Steps.Ended).Where(step => step.Kind != StepKind.PlanRun);
        Assert.Empty(repeated);
        Assert.Equal(13, before.Union(second.Steps.Ended).Count());
    }

    [Fact]
    public async Task A_run_that_waits_goes_on_once_it_is_approved()
    {
        await using var node = await EngineNode.StartAsync(Target, Outline with { RequiresApproval = true });
        var run = await StartAsync(node);
        await node.Driver.DriveAsync(run, TestContext.Current.CancellationToken);
        Assert.Equal(RunStatus.Waiting, (await node.EndAsync(run)).Status);

        await node.Ledger.ApproveAsync(run, new Approval(true, "Mme Durand", "vu", DateTimeOffset.UnixEpoch), [], TestContext.Current.CancellationToken);
        await node.Driver.DriveAsync(run, TestContext.Current.CancellationToken);

        Assert.Equal(RunStatus.Succeeded, await StatusAfterAsync(node, run, RunStatus.Waiting));
    }

    [Fact]
    public async Task A_node_that_lost_its_run_writes_nothing_more()
    {
        await using var node = await EngineNode.StartAsync(Target, Outline);
        var run = await StartAsync(node);
        var lost = await node.Ledger.TakeOverAsync(run, TestContext.Current.CancellationToken);
        await node.Driver.DriveAsync(run, TestContext.Current.CancellationToken);
        await node.EndAsync(run);

        await Assert.ThrowsAsync<LostRunException>(() => node.Steps.RunAsync(lost, new Step(StepKind.PublishLot, "main"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_nodes_of_a_cluster_carry_a_run_on_together_and_the_second_finishes_it_when_the_first_stops()
    {
        await using var second = await EngineNode.StartAsync(Target, Outline, clustered: true);
        RunId run;
        await using (var first = await EngineNode.StartAsync(Target, Outline, clustered: true))
        {
            run = await StartAsync(first);
            await first.Driver.DriveAsync(run, TestContext.Current.CancellationToken);
        }

        await second.Driver.DriveAsync(run, TestContext.Current.CancellationToken);

        Assert.Equal(RunStatus.Succeeded, (await second.EndAsync(run)).Status);
    }

    private static async Task<RunId> StartAsync(EngineNode node)
    {
        var entity = EntityCode.Parse("ud-75");
        var run = new NewRun(RunId.Create(entity, TimeProvider.System), entity, "Paris", "replicate", RunMode.Full, "cli", IdempotencyKey: null);
        return (await node.Ledger.StartAsync(run, TestContext.Current.CancellationToken)).Id;
    }

    private static async Task<RunStatus> StatusAfterAsync(EngineNode node, RunId run, RunStatus before)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var status = (await node.EndAsync(run)).Status;
            if (status != before)
            {
                return status;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }
}
