using CsCheck;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Loading;
using Reprise.Core.Problems;

namespace Reprise.Core.Tests.Plans;

public sealed class ReferenceCyclesTests
{
    [Fact]
    public void A_table_plan_may_refer_to_itself() => Assert.Empty(Find(("a", "a", "main")));

    [Fact]
    public void A_circle_is_named_as_a_path()
    {
        var problem = Assert.Single(Find(("a", "b", "main"), ("b", "c", "main"), ("c", "a", "main"), ("d", "a", "main")));

        Assert.Equal("reference_cycle", problem.Code);
        Assert.Contains("a → b → c → a", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_circles_are_both_reported() =>
        Assert.Equal(2, Find(("a", "b", "main"), ("b", "a", "main"), ("c", "d", "main"), ("d", "c", "main")).Count);

    [Fact]
    public void Lots_in_a_circle_are_reported_even_where_table_plans_are_not()
    {
        var problem = Assert.Single(Find(("a", "b", "first"), ("b", "", "second"), ("c", "d", "second"), ("d", "", "first")));

        Assert.Equal("lot_cycle", problem.Code);
    }

    [Fact]
    public void A_long_chain_is_no_circle_and_no_burden() =>
        Assert.Empty(Find([.. Enumerable.Range(0, 300).Select(i => ($"t{i}", $"t{i + 1}", "main"))]));

    [Fact]
    public void References_to_earlier_table_plans_only_are_never_a_circle() =>
        Gen.Int[0, 19].Array[20].Sample(targets =>
            Find([.. targets.Select((target, i) => ($"t{i}", $"t{Math.Min(target, i)}", "main"))]).Count == 0);

    [Fact]
    public void One_reference_back_to_a_descendant_is_always_a_circle() =>
        Gen.Int[1, 30].Sample(length =>
            Find([.. Enumerable.Range(0, length + 1).Select(i => ($"t{i}", $"t{(i + 1) % (length + 1)}", "main"))]).Single().Code == "reference_cycle");

    private static List<Problem> Find(params (string From, string To, string Lot)[] tables)
    {
        var problems = new List<Problem>();
        var file = new FileProblems("plan.yaml", problems);
        var empty = new YamlMapping(new YamlMap(1, []), new KeySet("nothing", [], []), file);
        new ReferenceCycles(file).Check([.. tables.Select((table, line) => new TablePlanDocument(empty)
        {
            Name = table.From,
            Lot = table.Lot,
            Rules = table.To.Length == 0 ? [] : [new ReferenceRule("x", table.To, ["y"], MissingParent.Quarantine, line + 1)],
        })]);
        return problems;
    }
}
