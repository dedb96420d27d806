using Reprise.Core.Configuration;

namespace Reprise.Core.Tests.Configuration;

public sealed class InlineSecretTests
{
    private const string Secret = "Tr0ub4dor";

    private const string Connection = $"Server=db;User ID=u;Password={Secret}";

    [Theory]
    [InlineData(SampleFolder.Settings, "env:REPRISE_TARGET", "\"" + Connection + "\"", 1)]
    [InlineData(SampleFolder.Settings, "env:REPRISE_BLOB", "\"" + Connection + "\"", 2)]
    [InlineData(SampleFolder.Settings, "env:REPRISE_KEK", Secret, 3)]
    [InlineData(SampleFolder.Paris, "env:REPRISE_UD75", "\"" + Connection + "\"", 4)]
    [InlineData(SampleFolder.Paris, "env:REPRISE_UD75", "\"env:" + Connection + "\"", 4)]
    [InlineData(SampleFolder.Paris, "env:REPRISE_UD75", "\"file:" + Connection + "\"", 4)]
    [InlineData(SampleFolder.Paris, "env:REPRISE_UD75", "\"env:\"", 4)]
    public void A_secret_where_a_reference_belongs_is_refused_and_not_repeated(string file, string before, string after, int line)
    {
        using var folder = new SampleFolder();
        folder.Replace(file, before, after);

        var problem = Assert.Single(folder.Load().Problems);

        Assert.Equal((ProblemCodes.InlineSecret, file, line), (problem.Code, problem.File, problem.Line));
        Assert.Contains("env:NAME", problem.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("source: { connection: env:REPRISE_UD75 }", "source: \"" + Connection + "\"")]
    [InlineData("source: { connection: env:REPRISE_UD75 }", "source: { \"" + Connection + "\" }")]
    [InlineData("source: { connection: env:REPRISE_UD75 }", "source: { connection: [\"" + Connection + "\"] }")]
    [InlineData("source: { connection: env:REPRISE_UD75 }", Connection + ": x")]
    [InlineData("plan: dolibarr", "plan: \"" + Connection + "\"")]
    [InlineData("approval: required", "approval: \"" + Connection + "\"")]
    [InlineData("entity: ud-75", "entity: \"" + Connection + "\"")]
    [InlineData("parallelism: 2", "parallelism: \"" + Connection + "\"")]
    [InlineData("sync: \"0 3 * * *\"", "sync: \"" + Connection + "\"")]
    [InlineData("Europe/Paris", "\"" + Connection + "\"")]
    [InlineData("\"20:00\"", "\"" + Connection + "\"")]
    [InlineData("name: Union", "name: \"" + Connection + "\\q\" #")]
    public void A_secret_in_any_wrong_place_is_not_repeated(string before, string after)
    {
        using var folder = new SampleFolder();
        folder.Replace(SampleFolder.Paris, before, after);

        var problems = folder.Load().Problems;

        Assert.NotEmpty(problems);
        Assert.All(problems, problem => Assert.DoesNotContain(Secret, problem.ToString(), StringComparison.Ordinal));
    }
}
