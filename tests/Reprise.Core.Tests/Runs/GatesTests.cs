using Reprise.Core.Catalogs;
using Reprise.Core.Entities;
using Reprise.Core.Runs;
using Reprise.Core.Sync;

namespace Reprise.Core.Tests.Runs;

public sealed class GatesTests
{
    [Fact]
    public void A_table_whose_rows_are_all_accounted_for_passes() =>
        Assert.All(Evaluate(new RowFigures(100, 90, 5, 3, 1, 1)), verdict => Assert.True(verdict.Passed));

    [Theory]
    [InlineData(99)]
    [InlineData(101)]
    public void A_row_too_few_or_too_many_breaks_the_conservation_law(long read)
    {
        var broken = Assert.Single(Evaluate(new RowFigures(read, 91, 5, 3, 0, 1)), verdict => !verdict.Passed);

        Assert.Equal((Gates.Conservation, 1m), (broken.Gate, broken.Measure));
    }

    [Fact]
    public void More_rows_in_quarantine_than_the_threshold_allows_stop_the_run()
    {
        var broken = Assert.Single(Evaluate(new RowFigures(200, 197, 0, 0, 3, 0)), verdict => !verdict.Passed);

        Assert.Equal((Gates.QuarantinedPercent, 1.5m, 1m), (broken.Gate, broken.Measure, broken.Threshold));
    }

    [Fact]
    public void The_share_in_quarantine_is_that_of_all_rows_of_the_source_not_of_those_read()
    {
        var read = new RowFigures(5, 2, 0, 0, 3, 0);

        Assert.Contains(Evaluate(read), verdict => !verdict.Passed);
        Assert.All(Evaluate(read, new UnreadRows("organisation", 500, 10, 520).With(read)), verdict => Assert.True(verdict.Passed));
        Assert.Equal(new RowFigures(520, 2, 500, 10, 3, 5), new UnreadRows("organisation", 500, 10, 520).With(read));
    }

    [Fact]
    public void A_table_without_figures_does_not_pass() =>
        Assert.Contains(Gates.Evaluate(Plan(), [], [], []), verdict => verdict is { Gate: Gates.Conservation, Passed: false });

    [Fact]
    public void An_empty_table_passes() => Assert.All(Evaluate(RowFigures.None), verdict => Assert.True(verdict.Passed));

    [Fact]
    public void More_records_to_delete_than_the_threshold_allows_stop_the_run()
    {
        var rows = new RowFigures(100, 0, 100, 0, 0, 0);

        Assert.All(Evaluate(rows, leaving: new LeavingRecords("organisation", 1000, 100)), verdict => Assert.True(verdict.Passed));
        var broken = Assert.Single(Evaluate(rows, leaving: new LeavingRecords("organisation", 1000, 101)), verdict => !verdict.Passed);

        Assert.Equal((Gates.DeletedPercent, 10.1m, 10m), (broken.Gate, broken.Measure, broken.Threshold));
    }

    [Fact]
    public void A_table_plan_that_deletes_nothing_has_no_gate_for_it() =>
        Assert.DoesNotContain(Evaluate(new RowFigures(1, 1, 0, 0, 0, 0)), verdict => verdict.Gate == Gates.DeletedPercent);

    private static IReadOnlyList<GateVerdict> Evaluate(RowFigures rows, RowFigures? whole = null, LeavingRecords? leaving = null) =>
        Gates.Evaluate(Plan(), [new TableFigures("organisation", "main", rows)], [new TableFigures("organisation", "main", whole ?? rows)], leaving is null ? [] : [leaving]);

    private static RunPlan Plan() => new()
    {
        Entity = "ud-75",
        EntityName = "Paris",
        Plan = "dolibarr",
        PlanVersion = 1,
        PlanFingerprint = "f",
        SourceServer = "MariaDB",
        Parallelism = 1,
        RequiresApproval = false,
        Gates = GateThresholds.Default,
        ChunkRows = 1,
        Sources = [],
        Lots = ["main"],
        Tables =
        [
            new RunTable
            {
                Name = "organisation",
                Source = "societes",
                Target = new TargetTable(new TableName("public", "organisation"), [], [], [], [], []),
                Lot = "main",
                DependsOn = [],
                Key = ["id"],
                Rules = [],
            },
        ],
    };
}
