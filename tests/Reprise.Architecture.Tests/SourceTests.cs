namespace Reprise.Architecture.Tests;

public sealed class SourceTests
{
    /// <summary>The exception family may be derived from.</summary>
    private static readonly string[] Open = ["RepriseException"];

    [Fact]
    public void Source_files_are_small_sealed_and_named_for_what_they_are()
    {
        var violations = new[] { "shared", "functions" }
            .SelectMany(folder => Repository.Files(folder, "*.cs"))
            .SelectMany(path => SourceRules.Violations(Repository.Relative(path), File.ReadAllText(path)))
            .Where(violation => !Open.Any(name => violation.Contains(name, StringComparison.Ordinal)));

        Assert.Empty(violations);
    }

    [Theory]
    [InlineData("internal sealed class DateUtils { }")]
    [InlineData("public sealed class RunManager { }")]
    [InlineData("public class Run { }")]
    [InlineData("internal record Row(int Id);")]
    [InlineData("try { } catch (IOException) { }")]
    public void The_rules_see_what_they_forbid(string text) => Assert.Single(SourceRules.Violations("sample.cs", text));

    [Fact]
    public void A_good_file_is_left_alone() =>
        Assert.Empty(SourceRules.Violations("sample.cs", "public readonly record struct RunId; internal sealed class Run { } public abstract class Column { } internal static class Log { }"));
}
