using Reprise.Core.Configuration;
using Reprise.Core.Entities;
using Reprise.Core.Tests.Configuration;

namespace Reprise.Core.Tests.Plans;

public sealed class OverrideTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_entity_has_its_own_version_of_the_plan_and_others_have_not()
    {
        Override(
            """
            overrides:
              ignored: [llx_old]
              tables:
                organisation:
                  key: [ref]
                  columns:
                    name: nom_alias
                    phone: tel
                    created_at: { otherwise: "1999-01-01 00:00:00" }
                    siret: { otherwise: "none" }
                contact:
                  columns:
                    last_name: { blank_as_null: true }
            """);

        var configuration = _folder.Load().Require();

        Assert.Equal(
            [
                "~ ignored: [llx_const, llx_menu] → [llx_const, llx_menu, llx_old]",
                "~ contact.columns.last_name: lastname → { from: lastname, blank_as_null: true }",
                "~ organisation.columns.created_at: { from: datec, otherwise: 2000-01-01 00:00:00 } → { from: datec, otherwise: 1999-01-01 00:00:00 }",
                "~ organisation.columns.name: nom → nom_alias",
                "+ organisation.columns.phone: tel",
                "~ organisation.columns.siret: { from: siret, blank_as_null: true } → { from: siret, blank_as_null: true, otherwise: none }",
                "~ organisation.key: [rowid] → [ref]",
            ],
            configuration.Overrides(Paris(configuration)).Select(change => change.ToString()));
        Assert.NotEqual(configuration.FindPlan("dolibarr")!.Fingerprint, configuration.FindPlan(Paris(configuration), "dolibarr")!.Fingerprint);
        Assert.Same(configuration.FindPlan("dolibarr"), configuration.FindPlan(configuration.Find(EntityCode.Parse("ud-13"))!, "dolibarr"));
    }

    [Fact]
    public void An_entity_without_overrides_has_the_plan_itself()
    {
        var configuration = _folder.Load().Require();

        Assert.Empty(configuration.Overrides(Paris(configuration)));
        Assert.Same(configuration.FindPlan("dolibarr"), configuration.FindPlan(Paris(configuration), "dolibarr"));
    }

    [Fact]
    public void Overrides_belong_to_the_plan_of_the_entity_and_to_no_other_that_it_is_run_with()
    {
        Override("overrides: { tables: { organisation: { columns: { name: nom_alias } } } }");
        var configuration = _folder.Load().Require();

        Assert.Equal("replicate", configuration.FindPlan(Paris(configuration), "replicate")!.Name);
    }

    [Fact]
    public void A_source_table_that_an_entity_leaves_out_takes_its_table_plans_along()
    {
        Override("overrides: { ignored: [llx_socpeople] }");
        var configuration = _folder.Load().Require();

        Assert.Equal(["organisation"], configuration.FindPlan(Paris(configuration), "dolibarr")!.Tables.Select(table => table.Name));
    }

    [Fact]
    public void A_rule_of_a_fragment_is_overridden_like_any_other()
    {
        _folder.Replace(SampleFolder.Plan, "    columns:\n      last_name: lastname\n", "    use: [contact]\n    columns:\n      last_name: lastname\n");
        Override("overrides: { tables: { contact: { columns: { email: { blank_as_null: false } } } } }");
        var configuration = _folder.Load().Require();

        Assert.Equal("~ contact.columns.email: { from: email, blank_as_null: true } → email", Assert.Single(configuration.Overrides(Paris(configuration))).ToString());
    }

    [Theory]
    [InlineData("overrides: { tables: { organization: { lot: main } } }", "unknown_table_plan", "Did you mean 'organisation'?")]
    [InlineData("overrides: { tables: { organisation: { columns: { create_at: { otherwise: x } } } } }", "nothing_to_override", "Did you mean 'created_at'?")]
    [InlineData("overrides: { tables: { organisation: { column: { name: x } } } }", "unknown_key", "Did you mean 'columns'?")]
    [InlineData("overrides: { tables: { organisation: { table: other } } }", "unknown_key", null)]
    [InlineData("overrides: { tables: { organisation: [name] } }", "wrong_type", null)]
    [InlineData("overrides: { tables: { organisation: { columns: [name] } } }", "wrong_type", null)]
    [InlineData("overrides: { tables: { organisation: { columns: { name: { form: x } } } } }", "unknown_key", "Did you mean 'from'?")]
    [InlineData("overrides: { tables: { organisation: { match: [phone] } } }", "match_without_rule", null)]
    [InlineData("overrides: { tables: { contact: { to: ud_13.contact } } }", "shared_schema", null)]
    [InlineData("overrides: { tables: { contact: { to: reprise.run } } }", "reserved_name", null)]
    [InlineData("overrides: { tables: [organisation] }", "wrong_type", null)]
    [InlineData("overrides: { ignored: llx_menu }", "wrong_type", null)]
    [InlineData("overrides: { ignore: [llx_menu] }", "unknown_key", "Did you mean 'ignored'?")]
    [InlineData("overrides: [organisation]", "wrong_type", null)]
    [InlineData("overrides:", "missing_value", null)]
    public void A_wrong_override_is_reported_in_the_file_of_the_entity(string overrides, string code, string? remedy)
    {
        Override(overrides);

        var problem = Assert.Single(_folder.Load().Problems);

        Assert.Equal((code, SampleFolder.Paris, 12), (problem.Code, problem.File, problem.Line));
        if (remedy is not null)
        {
            Assert.Equal(remedy, problem.Remedy);
        }
    }

    [Fact]
    public void A_reference_to_a_table_plan_that_the_entity_leaves_out_is_reported_where_it_stands()
    {
        Override("overrides: { ignored: [llx_societe] }");

        var problem = Assert.Single(_folder.Load().Problems);

        Assert.Equal(("unknown_table_plan", SampleFolder.Plan, 27), (problem.Code, problem.File, problem.Line));
    }

    [Fact]
    public void Problems_of_the_plan_are_not_told_again_for_each_entity_that_overrides_it()
    {
        _folder.Replace(SampleFolder.Plan, "strategy: identity", "strategy: serial");
        Override("overrides: { tables: { organization: { lot: main } } }");

        Assert.Equal(["unknown_table_plan", "unknown_word"], _folder.Load().Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_copy_has_nothing_to_override()
    {
        _folder.Write(SampleFolder.Marseille, SampleFolder.Good[SampleFolder.Marseille] + "overrides: { ignored: [x] }\n");

        Assert.Equal("unused_overrides", Assert.Single(_folder.Load().Problems).Code);
    }

    [Fact]
    public void A_misfit_with_a_catalog_is_reported_where_the_override_says_it()
    {
        Override("overrides: { tables: { organisation: { columns: { nam: nom } } } }");
        var configuration = _folder.Load().Require();

        var problems = new Core.Plans.Checking.PlanChecker((_, _) => true).Check(configuration.FindPlan(Paris(configuration), "dolibarr")!, Catalogs.SourceSide, Catalogs.TargetSide, null).Problems;

        var problem = Assert.Single(problems, problem => problem.File == SampleFolder.Paris);
        Assert.Equal(("unknown_target_column", 12, "Did you mean 'name'?"), (problem.Code, problem.Line, problem.Remedy));
    }

    private void Override(string overrides) => _folder.Write(SampleFolder.Paris, SampleFolder.Good[SampleFolder.Paris] + overrides + "\n");

    private static Entity Paris(RepriseConfiguration configuration) => configuration.Find(EntityCode.Parse("ud-75"))!;
}
