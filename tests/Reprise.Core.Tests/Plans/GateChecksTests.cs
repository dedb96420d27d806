using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Checking;
using Reprise.Core.Quality;

namespace Reprise.Core.Tests.Plans;

/// <summary>Gates against both catalogs.</summary>
public sealed class GateChecksTests
{
    private static readonly QualityGate Filled = new() { Name = "g", Table = "organisation", Measure = GateMeasure.Completeness, Columns = ["siret"], Limit = new GateLimit(80, IsFloor: true), Line = 30 };

    private static readonly TargetTable Organisation = Catalogs.Organisation with
    {
        Columns =
        [
            .. Catalogs.Organisation.Columns,
            new TargetColumn("fee", new PgType(PgKind.Numeric, Precision: 10, Scale: 2), true, false, false, false, null),
            new TargetColumn("paid_on", new PgType(PgKind.Date), true, false, false, false, null),
        ],
    };

    private static readonly SourceTable Societe = Catalogs.Societe with { Columns = [.. Catalogs.Societe.Columns, new SourceColumn { Name = "Montant", DataType = "decimal", DeclaredType = "decimal(10,2)" }] };

    [Fact]
    public void A_gate_that_can_be_measured_has_no_problem() => Assert.Empty(Problems(Filled));

    [Fact]
    public void An_unknown_column_is_named_with_the_nearest_one() =>
        Assert.Equal(["unknown_target_column 30 Did you mean 'siret'?"], Problems(Filled with { Columns = ["sirett"] }));

    [Fact]
    public void A_reference_that_no_rule_fills_cannot_be_found_or_missing()
    {
        var attached = Filled with { Measure = GateMeasure.Referential, Columns = ["parent_id"] };

        Assert.Empty(Problems(attached));
        Assert.Equal(["gate_column 30 Name a column that one fills."], Problems(attached with { Columns = ["siret"] }));
    }

    [Fact]
    public void A_sum_is_of_numbers_and_by_what_has_a_year()
    {
        var sum = Sum("fee", new SumGroups([new GroupColumn("paid_on", IsYear: true)], "montant", [new GroupColumn("datec", IsYear: true)]));

        Assert.Empty(Problems(sum));
        Assert.Equal(["gate_column 30 Add up a numeric column."], Problems(sum with { Columns = ["siret"] }));
        Assert.Equal(["gate_column 30 Group by the year of a date or time."], Problems(sum with { Groups = sum.Groups! with { By = [new GroupColumn("name", IsYear: true)] } }));
        Assert.Equal(["unknown_source_column 30 Did you mean 'Montant'?"], Problems(sum with { Groups = sum.Groups! with { Source = "montan" } }));
        Assert.Equal(["gate_column 30 Add up a numeric column, or one of text that holds plain numbers such as 12.50."], Problems(sum with { Groups = sum.Groups! with { Source = "datec" } }));
    }

    [Fact]
    public void Where_the_source_keeps_a_sum_follows_from_the_plan_or_has_to_be_said()
    {
        Assert.Equal(["gate_column 30 Say where the source keeps them: source: { column: …, by: [ … ] }."], Problems(Sum("fee", new SumGroups([], null, []))));

        var plan = Catalogs.OrganisationPlan with { Columns = [.. Catalogs.OrganisationPlan.Columns, new SourceColumnRule("fee", "montant", false, null, 17)] };
        var complete = SumSources.Complete(Sum("fee", new SumGroups([new GroupColumn("created_at", IsYear: true)], null, [])), plan, Societe);

        Assert.Equal("Montant", complete.Groups!.Source);
        Assert.Equal([new GroupColumn("datec", IsYear: true)], complete.Groups.SourceBy);
    }

    private static QualityGate Sum(string column, SumGroups groups) => Filled with { Measure = GateMeasure.Sum, Columns = [column], Groups = groups };

    private static IEnumerable<string> Problems(QualityGate gate) => new PlanChecker((_, _) => true)
        .Check(
            Catalogs.Plan with { Gates = [gate] },
            Catalogs.SourceSide with { Tables = [Societe, Catalogs.Socpeople] },
            Catalogs.TargetSide with { Tables = [Organisation, Catalogs.Contact] },
            timeZone: null)
        .Problems.Select(problem => $"{problem.Code} {problem.Line} {problem.Remedy}");
}
