using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Core.Plans.Comparing;

namespace Reprise.Core.Tests.Plans;

public sealed class PlanComparisonTests
{
    private static readonly Plan Plan = Catalogs.Plan;

    [Fact]
    public void A_plan_is_the_same_as_itself_whatever_its_lines_and_the_order_of_names()
    {
        var other = Plan with
        {
            Fingerprint = "other",
            File = "elsewhere.yaml",
            Ignored = [.. Plan.Ignored.Reverse()],
            Tables = [.. Plan.Tables.Reverse().Select(table => table with { Line = 99, Columns = [.. table.Columns.Reverse().Select(rule => rule with { Line = 98 })] })],
        };

        Assert.Empty(PlanComparison.Compare(Plan, other));
    }

    [Fact]
    public void Each_change_is_told_with_its_place_before_and_after() => Assert.Equal(
        [
            "~ ignored: [llx_const] → [llx_const, llx_menu]",
            "- contact: llx_socpeople → public.contact",
            "- organisation.columns.created_at: { from: datec, otherwise: 2000-01-01 00:00:00 }",
            "~ organisation.columns.name: nom → { from: nom_alias, blank_as_null: true }",
            "~ organisation.columns.origin: { entity: code } → { value: null }",
            "~ organisation.columns.parent_id: { reference: organisation, from: [parent], missing: null } → { reference: organisation, from: [parent], missing: quarantine }",
            "+ organisation.columns.phone: tel",
            "~ organisation.id: { column: id, strategy: uuid } → { column: id, strategy: identity }",
            "+ organisation.key: [rowid]",
            "~ organisation.lot: main → people",
            "+ organisation.match: [siret]",
            "+ person: llx_socpeople → public.person",
            "~ version: 1 → 2",
        ],
        PlanComparison.Compare(Plan, Plan with { Version = 2, Ignored = ["llx_menu", "llx_const"], Tables = [Changed(), Catalogs.ContactPlan with { Name = "person", To = new TableName("public", "person") }] }).Select(change => change.ToString()));

    [Fact]
    public void The_order_of_source_columns_in_a_key_and_in_a_reference_matters()
    {
        var (one, other) = (Catalogs.OrganisationPlan with { Key = ["a", "b"] }, Catalogs.OrganisationPlan with { Key = ["b", "a"] });

        Assert.Equal("~ organisation.key: [a, b] → [b, a]", Assert.Single(PlanComparison.Compare(Plan with { Tables = [one] }, Plan with { Tables = [other] })).ToString());
    }

    [Fact]
    public void The_order_of_table_plans_that_fill_one_target_matters()
    {
        var second = Catalogs.OrganisationPlan with { Name = "second" };

        Assert.Equal(
            "~ order of public.organisation: organisation, second → second, organisation",
            Assert.Single(PlanComparison.Compare(Plan with { Tables = [Catalogs.OrganisationPlan, second] }, Plan with { Tables = [second, Catalogs.OrganisationPlan] })).ToString());
    }

    [Fact]
    public void Every_property_of_a_table_plan_is_compared()
    {
        string[] aside = [nameof(TablePlan.Name), nameof(TablePlan.Line), nameof(TablePlan.Columns)];
        var changed = Changed() with { From = "llx_tiers", To = new TableName("public", "company") };

        var places = PlanComparison.Compare(Plan with { Tables = [Catalogs.OrganisationPlan] }, Plan with { Tables = [changed] }).Select(change => change.Place).ToList();

        Assert.All(
            new[] { nameof(TablePlan.From), nameof(TablePlan.To), nameof(TablePlan.Lot), nameof(TablePlan.Key), nameof(TablePlan.Id), nameof(TablePlan.Match) }.Except(aside),
            property => Assert.Contains($"organisation.{property.ToLowerInvariant()}", places));
    }

    private static TablePlan Changed() => Catalogs.OrganisationPlan with
    {
        Lot = "people",
        Key = ["rowid"],
        Match = ["siret"],
        Id = new IdRule("id", IdStrategy.Identity),
        Columns =
        [
            new SourceColumnRule("name", "nom_alias", true, null, 1),
            new SourceColumnRule("siret", "siret", true, null, 2),
            new ConstantRule("origin", null, 3),
            new ReferenceRule("parent_id", "organisation", ["parent"], MissingParent.Quarantine, 4),
            new SourceColumnRule("phone", "tel", false, null, 5),
        ],
    };
}
