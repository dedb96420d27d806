using System.Globalization;
using Reprise.Core.Configuration;
using Reprise.Core.Plans;
using Reprise.EndToEnd.Tests.Operator;
using Reprise.EndToEnd.Tests.Servers;

namespace Reprise.EndToEnd.Tests;

/// <summary><c>reprise plan new</c> on the demo's databases, held against the plans that people wrote for them.</summary>
public sealed class PlanNewTests(DemoFixture demo) : IClassFixture<DemoFixture>
{
    /// <summary>Least share of the hand-written pairs of columns that are proposed as rules.</summary>
    private const double LeastRecall = 0.90;

    /// <summary>Least share of the proposed pairs that the hand-written plans have.</summary>
    private const double LeastPrecision = 0.92;

    private static readonly (string Entity, string Plan)[] Demos = [("national", "national"), ("ud-75", "dolibarr"), ("ud-69", "galette")];

    [Fact]
    public async Task A_first_plan_has_most_of_what_people_wrote_and_little_else()
    {
        using var folder = demo.Configure();
        var (written, proposed) = (new List<string>(), new List<string>());
        foreach (var (entity, plan) in Demos)
        {
            (await folder.Reprise.RunAsync("plan", "new", $"new-{plan}", "--from", entity)).Expect(0);
            var configuration = ConfigurationLoader.Load(folder.Path).Require();
            written.AddRange(Pairs(entity, configuration.FindPlan(plan)!));
            proposed.AddRange(Pairs(entity, configuration.FindPlan($"new-{plan}")!));
        }

        var right = written.Intersect(proposed).Count();
        var (recall, precision) = ((double)right / written.Count, (double)right / proposed.Count);
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"recall {recall:P1} ({right} of {written.Count}), precision {precision:P1} ({right} of {proposed.Count})\nnot proposed: {string.Join("; ", written.Except(proposed))}\nnot written: {string.Join("; ", proposed.Except(written))}");
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(recall >= LeastRecall && precision >= LeastPrecision, figures);
    }

    [Fact]
    public async Task A_first_plan_passes_the_check_or_says_what_blocks_it()
    {
        using var folder = demo.Configure();
        foreach (var (entity, plan) in Demos)
        {
            // The plan of that name is there: its entity names it already, and it is replaced only when asked to be.
            var before = Text(folder, plan);
            Assert.Contains("--force", (await folder.Reprise.RunAsync("plan", "new", plan, "--from", entity)).Expect(2).Error, StringComparison.Ordinal);
            Assert.Equal(before, Text(folder, plan));

            var drafted = (await folder.Reprise.RunAsync("plan", "new", plan, "--from", entity, "--force", "--json")).Expect(0).Json;
            Assert.Equal($"plans/{plan}/plan.yaml", (string?)drafted["file"]);
            Assert.Empty(drafted["problems"]!.AsArray());
        }

        (await folder.Reprise.RunAsync("check")).Expect(0);
    }

    [Fact]
    public async Task A_plan_may_be_drafted_for_an_entity_that_names_it_already()
    {
        using var folder = demo.Configure();
        Directory.Delete(Path.GetDirectoryName(PlanPath(folder, "galette"))!, recursive: true);

        (await folder.Reprise.RunAsync("plan", "new", "galette", "--from", "ud-69")).Expect(0);

        Assert.True(ConfigurationLoader.Load(folder.Path).IsUsable);
    }

    [Fact]
    public async Task The_same_databases_give_the_same_plan_and_no_value_of_theirs()
    {
        using var folder = demo.Configure();
        (await folder.Reprise.RunAsync("plan", "new", "one", "--from", "ud-69")).Expect(0);
        (await folder.Reprise.RunAsync("plan", "new", "other", "--from", "ud-69")).Expect(0);

        var text = Text(folder, "one");
        Assert.Equal(text, Text(folder, "other").Replace("plan: other", "plan: one", StringComparison.Ordinal));
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
        Assert.DoesNotContain("messenger_messages", text, StringComparison.Ordinal);
        Assert.DoesNotContain("doctrine_migration_versions", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "No entity 'nobody'", "plan", "new", "x", "--from", "nobody")]
    [InlineData(2, "no entity code", "plan", "new", "x", "--from", "Nobody!")]
    [InlineData(2, "no name for a plan", "plan", "new", "X/..", "--from", "ud-69")]
    [InlineData(2, "automatic plan", "plan", "new", "replicate", "--from", "ud-69")]
    [InlineData(2, "--from", "plan", "new", "x")]
    [InlineData(1, "ud-00", "plan", "new", "x", "--from", "ud-00")]
    public async Task What_cannot_be_drafted_is_refused_with_a_sentence_and_nothing_is_written(int exitCode, string sentence, params string[] arguments)
    {
        using var folder = demo.Configure().WithEntity("ud-00", "Server=127.0.0.1;Port=1;User ID=nobody;Password=x;Database=ud-00", "replicate");

        var result = (await folder.Reprise.RunAsync(arguments)).Expect(exitCode);

        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Equal(["_fragments", "dolibarr", "galette", "national"], Directory.EnumerateDirectories(Path.Combine(folder.Path, "plans")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static string PlanPath(ConfigurationFolder folder, string plan) => Path.Combine(folder.Path, "plans", plan, "plan.yaml");

    private static string Text(ConfigurationFolder folder, string plan) => File.ReadAllText(PlanPath(folder, plan));

    private static IEnumerable<string> Pairs(string entity, Plan plan) =>
        from table in plan.Tables
        from rule in table.Columns
        let sources = rule switch
        {
            SourceColumnRule read => read.From,
            ReferenceRule reference => string.Join('+', reference.From),
            _ => null,
        }
        where sources is not null
        select $"{entity} {table.From}.{sources} → {table.To.Table}.{rule.Column}";
}
