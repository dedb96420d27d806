using System.Text.Json.Nodes;
using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary><c>reprise check</c> on configurations that are broken, each in one way.</summary>
public sealed class CheckTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    [Theory]
    [InlineData("entities/ud-75.yaml", "plan: dolibarr", "plan: dolibar", "unknown_plan", 4)]
    [InlineData("entities/ud-75.yaml", "name: Entité ud-75", "nom: Entité ud-75", "unknown_key", 2)]
    [InlineData("entities/ud-75.yaml", "entity: ud-75", "entity: national", "duplicate_entity", 1)]
    [InlineData("entities/ud-75.yaml", "env:E2E_UD_75", "\"Server=db;User ID=a;Password=geheim-4711\"", "inline_secret", 3)]
    [InlineData("entities/ud-75.yaml", "env:E2E_UD_75", "env:E2E_NOWHERE", "missing_secret", 0)]
    [InlineData("reprise.yaml", "quarantined_percent: 15", "quarantined_percent: 150", "out_of_range", 4)]
    [InlineData("plans/dolibarr/plan.yaml", "from: llx_societe", "from: llx_societes", "unknown_source_table", null)]
    [InlineData("plans/dolibarr/plan.yaml", "to: public.organisation", "to: public.organization", "unknown_target_table", null)]
    [InlineData("plans/dolibarr/plan.yaml", "reference: organisation", "reference: organisations", "unknown_table_plan", null)]
    [InlineData("plans/dolibarr/plan.yaml", "tables:", "tables: [", "invalid_yaml", null)]
    public async Task A_broken_configuration_is_refused_with_file_line_and_remedy(string file, string good, string bad, string code, int? line)
    {
        using var folder = demo.Configure();
        Break(folder, file, good, bad);

        var check = (await folder.Reprise.RunAsync("check", "--json")).Expect(2);

        Assert.DoesNotContain("geheim", check.Output + check.Error, StringComparison.Ordinal);
        var problems = check.Json["problems"]!.AsArray();
        var problem = Assert.Single(problems, problem => (string)problem!["code"]! == code);
        Assert.Equal(file, (string?)problem!["file"]);
        Assert.NotEmpty((string)problem["remedy"]!);
        if (line is not null)
        {
            Assert.Equal(line, (int)problem["line"]!);
        }
    }

    [Fact]
    public async Task Problems_of_several_files_and_servers_are_reported_together()
    {
        using var folder = demo.Configure();
        Break(folder, "entities/ud-75.yaml", "env:E2E_UD_75", "env:E2E_NOWHERE");
        Break(folder, "plans/national/plan.yaml", "from: societes", "from: societees");
        Break(folder, "plans/galette/plan.yaml", "to: public.organisation", "to: public.organizations");

        var problems = (await folder.Reprise.RunAsync("check", "--json")).Expect(2).Json["problems"]!.AsArray();

        Assert.Equal(
            ["missing_secret", "unknown_source_table", "unknown_target_table"],
            problems.Select(problem => (string)problem!["code"]!).Distinct().Where(code => code is "missing_secret" or "unknown_source_table" or "unknown_target_table").Order());
    }

    [Fact]
    public async Task A_target_role_without_rights_is_told_which_to_ask_for()
    {
        using var folder = demo.Configure();
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        var role = new NpgsqlConnectionStringBuilder(demo.Demo.Target).Username;
        await ExecuteAsync(target, $"REVOKE UPDATE ON person FROM \"{role}\"");
        try
        {
            var problems = (await folder.Reprise.RunAsync("check", "--json")).Expect(2).Json["problems"]!.AsArray();

            Assert.Contains(problems, problem => ((string)problem!["remedy"]!).Contains("GRANT", StringComparison.Ordinal) && ((string)problem["message"]!).Contains("person", StringComparison.Ordinal));
        }
        finally
        {
            await ExecuteAsync(target, $"GRANT UPDATE ON person TO \"{role}\"");
        }
    }

    [Fact]
    public async Task A_good_configuration_has_no_problem()
    {
        using var folder = demo.Configure();

        var check = (await folder.Reprise.RunAsync("check", "--json")).Expect(0);

        Assert.Equal("""{"ok":true,"problems":[]}""", JsonNode.Parse(check.Output)!.ToJsonString());
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("run")]
    [InlineData("run", "ud-75", "--mode", "sideways")]
    [InlineData("run", "nobody")]
    [InlineData("resume", "ud-75-20200101000000-aaaa")]
    [InlineData("status", "x")]
    public async Task Bad_usage_ends_with_2_and_a_sentence(params string[] arguments)
    {
        using var folder = demo.Configure();

        var result = (await folder.Reprise.RunAsync(arguments)).Expect(2);

        Assert.Contains("reprise: ", result.Error, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource target, string sql)
    {
        await using var command = target.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static void Break(ConfigurationFolder folder, string file, string good, string bad)
    {
        var text = File.ReadAllText(Path.Combine(folder.Path, file));
        Assert.Contains(good, text, StringComparison.Ordinal);
        var at = text.IndexOf(good, StringComparison.Ordinal);
        folder.Write(file, text[..at] + bad + text[(at + good.Length)..]);
    }
}
