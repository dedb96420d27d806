using Reprise.Core.Plans;
using Reprise.Core.Tests.Configuration;

namespace Reprise.Core.Tests.Plans;

public sealed class FragmentTests : IDisposable
{
    private const string Second = "plans/_fragments/second.yaml";

    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_plan_takes_over_the_rules_of_a_fragment_and_its_own_win()
    {
        _folder.Replace(SampleFolder.Plan, "      last_name: lastname\n", "      last_name: lastname\n      phone: phone_mobile\n");
        Use("[contact]");

        var rules = Contact().Columns;

        Assert.Equal(["last_name", "phone", "organisation_id", "email"], rules.Select(rule => rule.Column));
        Assert.Equal("phone_mobile", Assert.IsType<SourceColumnRule>(rules[1]).From);
        Assert.True(Assert.IsType<SourceColumnRule>(rules[3]).BlankAsNull);
    }

    [Fact]
    public void Fragments_are_used_by_one_name_or_a_list_and_give_keys_too()
    {
        _folder.Write(Second, "fragment: second\nlot: people\nmatch: [email]\ncolumns: { email: email }\n");
        Use("second");

        Assert.Equal(("people", "email"), (Contact().Lot, Assert.Single(Contact().Match)));
    }

    [Fact]
    public void A_table_plan_may_have_no_rules_but_those_of_its_fragments()
    {
        _folder.Replace(SampleFolder.Plan, "    columns:\n      last_name: lastname\n      organisation_id: { reference: organisation, from: fk_soc }\n", "    use: [contact]\n");

        Assert.Equal(["email", "phone"], Contact().Columns.Select(rule => rule.Column));
    }

    [Fact]
    public void The_fingerprint_covers_the_fragments_that_are_used_and_no_others()
    {
        var without = Plan().Fingerprint;
        _folder.Replace(SampleFolder.Fragment, "phone: phone", "phone: tel");
        Assert.Equal(without, Plan().Fingerprint);

        Use("[contact]");
        var used = Plan().Fingerprint;
        _folder.Replace(SampleFolder.Fragment, "phone: tel", "phone: phone");

        Assert.NotEqual(without, used);
        Assert.NotEqual(used, Plan().Fingerprint);
    }

    [Theory]
    [InlineData("contacts", "unknown_fragment plans/dolibarr/plan.yaml:25")]
    [InlineData("[contact, contact]", "duplicate_item plans/dolibarr/plan.yaml:25")]
    [InlineData("[[contact]]", "wrong_type plans/dolibarr/plan.yaml:25")]
    [InlineData("[]", "missing_value plans/dolibarr/plan.yaml:25")]
    public void A_wrong_use_is_reported(string use, string expected)
    {
        Use(use);

        Assert.Equal(expected, Assert.Single(Problems()));
    }

    [Fact]
    public void A_misspelt_fragment_is_told_the_nearest_name()
    {
        Use("[contacts]");

        Assert.Equal("Did you mean 'contact'?", Assert.Single(_folder.Load().Problems).Remedy);
    }

    [Fact]
    public void Two_fragments_that_rule_one_column_are_refused_with_both_places()
    {
        _folder.Write(Second, "fragment: second\ncolumns:\n  phone: tel\n");
        Use("[contact, second]");

        var problem = Assert.Single(_folder.Load().Problems);

        Assert.Equal(("fragment_conflict", SampleFolder.Plan, 25), (problem.Code, problem.File, problem.Line));
        Assert.Contains($"{SampleFolder.Fragment}:5 and {Second}:3", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_fragments_may_rule_a_column_that_the_table_plan_rules_itself()
    {
        _folder.Write(Second, "fragment: second\ncolumns:\n  phone: tel\n");
        _folder.Replace(SampleFolder.Plan, "      last_name: lastname\n", "      last_name: lastname\n      phone: phone_mobile\n");
        Use("[contact, second]");

        Assert.True(_folder.Load().IsUsable);
    }

    [Theory]
    [InlineData("phone: phone", "phone: { form: phone }", "unknown_key plans/_fragments/contact.yaml:5")]
    [InlineData("phone: phone", "phone:", "missing_value plans/_fragments/contact.yaml:5")]
    [InlineData("phone: phone", "email: mel", "column_ruled_twice plans/_fragments/contact.yaml:5")]
    [InlineData("columns:", "from: llx_socpeople\ncolumns:", "unknown_key plans/_fragments/contact.yaml:3")]
    [InlineData("fragment: contact", "fragment: contacts", "fragment_file plans/_fragments/contact.yaml:1")]
    [InlineData("columns:", "columns: [", "invalid_yaml plans/_fragments/contact.yaml:5")]
    public void A_broken_fragment_is_reported_once_with_its_own_file_and_line_used_or_not(string before, string after, string expected)
    {
        _folder.Replace(SampleFolder.Fragment, before, after);
        Assert.Equal(expected, Assert.Single(Problems()));

        if (!expected.StartsWith("invalid_yaml", StringComparison.Ordinal))
        {
            Use("[contact]");
            Assert.Equal(expected, Assert.Single(Problems()));
        }
    }

    [Fact]
    public void What_does_not_fit_the_plan_is_reported_where_the_fragment_says_it()
    {
        _folder.Write(Second, "fragment: second\n\ncolumns:\n  organisation_id: fk_soc\n  owner_id: { reference: owner, from: fk_user }\n");
        Use("[second]");

        Assert.Equal($"unknown_table_plan {Second}:5", Assert.Single(Problems()));
    }

    [Fact]
    public void A_misfit_with_a_catalog_is_reported_where_the_fragment_says_it()
    {
        _folder.Write(Second, "fragment: second\n\ncolumns:\n  shoe_size: pointure\n");
        Use("[second]");

        var problems = new Core.Plans.Checking.PlanChecker((_, _) => true).Check(Plan(), Catalogs.SourceSide, Catalogs.TargetSide, null).Problems;

        Assert.Equal(2, problems.Count(problem => problem.File == Second && problem.Line == 4));
    }

    private void Use(string fragments) => _folder.Replace(SampleFolder.Plan, "    columns:\n      last_name: lastname\n", $"    use: {fragments}\n    columns:\n      last_name: lastname\n");

    private Plan Plan() => _folder.Load().Require().FindPlan("dolibarr")!;

    private TablePlan Contact() => Plan().Tables.Single(table => table.Name == "contact");

    private IEnumerable<string> Problems() => _folder.Load().Problems.Select(problem => $"{problem.Code} {problem.File}:{problem.Line}");
}
