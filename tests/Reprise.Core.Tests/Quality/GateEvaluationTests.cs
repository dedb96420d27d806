using Reprise.Core.Quality;
using Reprise.Core.Runs;

namespace Reprise.Core.Tests.Quality;

public sealed class GateEvaluationTests
{
    [Theory]
    [InlineData(80, 100, GateOutcome.Failed)]
    [InlineData(90, 100, GateOutcome.Warned)]
    [InlineData(95, 100, GateOutcome.Passed)]
    public void A_share_is_held_against_threshold_and_level_of_warning(long met, long of, GateOutcome expected)
    {
        var verdict = GateEvaluation.Of(Gate(new GateLimit(85, IsFloor: true, 95)), new GateCount("g", of, met));

        Assert.Equal((expected, (decimal?)met, of), (verdict.Outcome, verdict.Measure, verdict.Evidence.Of));
    }

    [Fact]
    public void A_share_of_nothing_has_no_value_and_passes()
    {
        var verdict = GateEvaluation.Of(Gate(new GateLimit(100, IsFloor: true)), new GateCount("g", 0, 0));

        Assert.Equal((GateOutcome.Passed, null), (verdict.Outcome, verdict.Measure));
    }

    [Fact]
    public void One_row_in_millions_is_not_rounded_away()
    {
        var floor = GateEvaluation.Of(Gate(new GateLimit(100, IsFloor: true)), new GateCount("g", 10_000_000, 9_999_999));
        var ceiling = GateEvaluation.Of(Gate(new GateLimit(0, IsFloor: false), GateMeasure.Duplicates), new RowFigures(10_000_000, 9_999_999, 0, 1, 0, 0));

        Assert.Equal((GateOutcome.Failed, 99.999m), (floor.Outcome, floor.Measure));
        Assert.Equal((GateOutcome.Failed, 0.001m), (ceiling.Outcome, ceiling.Measure));
    }

    [Fact]
    public void What_the_server_cannot_evaluate_did_not_pass()
    {
        var verdict = GateEvaluation.Of(Gate(new GateLimit(0, IsFloor: true)), new GateCount("g", 0, 0, "22012"));

        Assert.Equal((GateOutcome.Failed, null, "22012"), (verdict.Outcome, verdict.Measure, verdict.Evidence.Failure));
    }

    [Fact]
    public void A_gate_that_only_warns_stops_nothing()
    {
        var verdict = GateEvaluation.Of(Gate(new GateLimit(100, IsFloor: true)) with { Blocks = false }, new GateCount("g", 2, 1));

        Assert.Equal((GateOutcome.Warned, true), (verdict.Outcome, verdict.Passed));
    }

    [Fact]
    public void Duplicates_and_reconciliation_are_shares_of_the_rows_read()
    {
        var rows = new RowFigures(200, 100, 40, 30, 20, 10);

        Assert.Equal(15m, GateEvaluation.Of(Gate(new GateLimit(20, IsFloor: false), GateMeasure.Duplicates), rows).Measure);
        Assert.Equal(85m, GateEvaluation.Of(Gate(new GateLimit(20, IsFloor: true), GateMeasure.Reconciliation), rows).Measure);
    }

    [Fact]
    public void Sums_name_the_groups_that_differ_by_more_than_the_tolerance_largest_first()
    {
        var sums = new GroupSums();
        sums.AddSource("2023", 100, isHeldBack: false);
        sums.AddSource("2023", 10, isHeldBack: true);
        sums.AddPublished("2023", 100);
        sums.AddSource("2024", 50, isHeldBack: false);
        sums.AddPublished("2024", 49.99m);
        sums.AddSource("Durand", 7, isHeldBack: false);
        sums.AddPublished("\0", 3);

        var verdict = GateEvaluation.Of(Gate(new GateLimit(0.01m, IsFloor: false), GateMeasure.Sum), sums);

        Assert.Equal((GateOutcome.Failed, 7m, 2), (verdict.Outcome, verdict.Measure, verdict.Evidence.DifferingGroups));
        Assert.Equal([new GroupDifference("Xxxxxx", 7, 0, 0), new GroupDifference("NULL", 0, 0, 3)], verdict.Evidence.Groups);
    }

    [Fact]
    public void A_value_that_is_no_number_and_more_groups_than_fit_fail_a_sum()
    {
        var many = new GroupSums();
        for (var i = 0; i <= GroupSums.MaxGroups; i++)
        {
            many.AddSource($"{i}", 0, isHeldBack: false);
        }

        var gate = Gate(new GateLimit(1000, IsFloor: false), GateMeasure.Sum);

        Assert.Equal("beyond_limits", GateEvaluation.Of(gate, many).Evidence.Failure);
        Assert.Equal((GateOutcome.Failed, "unreadable"), (GateEvaluation.Of(gate, new GroupSums { Unreadable = 1 }).Outcome, GateEvaluation.Of(gate, new GroupSums { Unreadable = 1 }).Evidence.Failure));
    }

    [Theory]
    [InlineData("", "*")]
    [InlineData("2024", "2024")]
    [InlineData("2024-03-05 00:00:00", "2024-03-05 00:00:00")]
    [InlineData("2024\u001f\0", "2024 / NULL")]
    [InlineData("Mme Durand", "Xxx Xxxxxx")]
    [InlineData("12.5", "12.5")]
    [InlineData("2024-03-05 10:00:00+00", "2024-03-05 10:00:00+00")]
    [InlineData("0199001234", "9999999999")]
    [InlineData("0199-00-1234", "9999-99-9999")]
    [InlineData("2024-03-x5", "9999-99-x9")]
    public void A_group_shows_short_numbers_and_dates_and_masks_the_rest(string key, string shown) => Assert.Equal(shown, GroupKey.Show(key));

    private static QualityGate Gate(GateLimit limit, GateMeasure measure = GateMeasure.Completeness) => new() { Name = "g", Table = "t", Measure = measure, Limit = limit };
}
