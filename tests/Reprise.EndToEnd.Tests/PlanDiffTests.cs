using Npgsql;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary><c>reprise plan diff</c> on files and on what runs recorded; overrides and fragments from the configuration to the run plan.</summary>
public sealed class PlanDiffTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    private const string Galette = "plans/galette/plan.yaml";

    [Fact]
    public async Task A_plan_is_compared_with_what_each_entity_ran_last()
    {
        using var folder = demo.Configure();
        (await folder.Reprise.RunAsync("plan", "diff", "galette")).Expect(0);
        var run = (string)(await folder.Reprise.RunAsync("run", "ud-69", "--mode", "rehearsal", "--json")).Expect(0).Json["run"]!;
        (await folder.Reprise.RunAsync("plan", "diff", "galette")).Expect(0);

        Edit(folder, Galette, "birth_date: ddn", "birth_date: ddn    # a comment changes nothing\n      notes: fonction");
        var changed = (await folder.Reprise.RunAsync("plan", "diff", "galette", "--json")).Expect(1).Json;

        Assert.Equal(["ud-69"], changed["touches"]!.AsArray().Select(entity => (string)entity!));
        var comparison = Assert.Single(changed["comparisons"]!.AsArray())!;
        Assert.Equal((run, "ud-69"), ((string)comparison["before"]!["of"]!, (string)comparison["after"]!["of"]!));
        Assert.Equal("""{"place":"person.columns.notes","before":null,"after":"fonction"}""", Assert.Single(comparison["changes"]!.AsArray())!.ToJsonString());
        Assert.Contains("+ person.columns.notes: fonction", (await folder.Reprise.RunAsync("plan", "diff", run, "galette")).Expect(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_and_folders_are_compared_wherever_they_are()
    {
        using var folder = demo.Configure();
        var copy = Path.Combine(folder.Path, "plans", "galette");

        (await folder.Reprise.RunAsync("plan", "diff", copy, "galette")).Expect(0);
        var other = (await folder.Reprise.RunAsync("plan", "diff", Path.Combine(copy, "plan.yaml"), "dolibarr")).Expect(1).Output;

        Assert.Contains("~ organisation.from: ste → llx_societe", other, StringComparison.Ordinal);
        Assert.Contains("touches: ud-69, ud-75", other, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan", "diff", "gallette")]
    [InlineData("plan", "diff", "gallette", "galette")]
    [InlineData("plan", "diff", "galette", "reprise.yaml")]
    [InlineData("plan", "diff", "galette", "ud-69-20200101000000-aaaa")]
    [InlineData("plan", "diff")]
    public async Task What_is_no_plan_is_refused(params string[] arguments)
    {
        using var folder = demo.Configure();

        Assert.Contains("reprise: ", (await folder.Reprise.RunAsync(arguments)).Expect(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overrides_reach_the_check_the_run_plan_and_the_report_and_change_the_hash()
    {
        using var folder = demo.Configure();
        var plain = await RehearseAsync(folder);
        folder.Write("entities/ud-75.yaml", Text(folder, "entities/ud-75.yaml") + "\noverrides: { tables: { person: { columns: { newsletter: { otherwise: false }, notes: { value: \"repris\" } } } } }\n");

        var check = (await folder.Reprise.RunAsync("check", "--json")).Expect(0).Json;
        var overridden = await RehearseAsync(folder);

        Assert.Equal(
            """[{"entity":"ud-75","plan":"dolibarr","changes":[{"place":"person.columns.newsletter","before":"mailing","after":"{ from: mailing, otherwise: false }"},{"place":"person.columns.notes","before":"{ from: note_private, normalise: [mojibake] }","after":"{ value: repris }"}]}]""",
            check["overrides"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.NotEqual(plain.Hash, overridden.Hash);
        Assert.True(overridden.Quarantined < plain.Quarantined, $"{overridden.Quarantined} of {plain.Quarantined}");
        var report = (await folder.Reprise.RunAsync("report", overridden.Run, "--output", folder.Path)).Expect(0);
        Assert.NotEmpty(report.Output);
        Assert.Contains("person.columns.newsletter", Text(folder, "report.html"), StringComparison.Ordinal);
        Assert.Contains("overridden  person.columns.newsletter", (await folder.Reprise.RunAsync("inventory", "ud-75", "--quick")).Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_of_a_fragment_are_run_like_the_plan_s_own()
    {
        using var folder = demo.Configure();
        folder.Write("plans/_fragments/event.yaml", "fragment: event\ncolumns:\n  title: { from: libelle, normalise: mojibake }\n  place: { from: lieu, normalise: mojibake }\n");
        Edit(folder, Galette, "      title: { from: libelle, normalise: mojibake }\n", string.Empty);
        Edit(folder, Galette, "      place: { from: lieu, normalise: mojibake }\n", string.Empty);
        Edit(folder, Galette, "    from: manifestations\n", "    from: manifestations\n    use: [event]\n");

        (await folder.Reprise.RunAsync("check")).Expect(0);
        (await folder.Reprise.RunAsync("plan", "diff", Path.Combine(DemoFixture.DemoConfig, "plans", "galette"), "galette")).Expect(0);
    }

    private async Task<(string Run, string Hash, long Quarantined)> RehearseAsync(ConfigurationFolder folder)
    {
        var document = (await folder.Reprise.RunAsync("run", "ud-75", "--mode", "rehearsal", "--json")).Expect(0).Json;
        var run = (string)document["run"]!;
        await using var target = NpgsqlDataSource.Create(demo.TargetAsAdministrator);
        await using var command = target.CreateCommand("SELECT hash FROM reprise.run_plan WHERE run = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = run });
        return (run, (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!, (long)document["tables"]!["person"]!["quarantined"]!);
    }

    private static void Edit(ConfigurationFolder folder, string file, string before, string after)
    {
        var text = Text(folder, file);
        Assert.Contains(before, text, StringComparison.Ordinal);
        folder.Write(file, text.Replace(before, after, StringComparison.Ordinal));
    }

    private static string Text(ConfigurationFolder folder, string file) => File.ReadAllText(Path.Combine(folder.Path, file));
}
