using System.Xml.Linq;

namespace Reprise.Architecture.Tests;

public sealed class LayerTests
{
    [Fact]
    public void Projects_refer_only_downwards_and_adapters_never_to_each_other()
    {
        var projects = Repository.Files("shared", "*.csproj").Concat(Repository.Files("functions", "*.csproj")).ToList();

        var violations = projects.SelectMany(path => LayerRules.Violations(Path.GetFileNameWithoutExtension(path), XDocument.Load(path)));

        Assert.Equal(LayerRules.Allowed.Keys.Order(), projects.Select(path => Path.GetFileNameWithoutExtension(path)!).Order());
        Assert.Empty(violations);
    }

    [Theory]
    [InlineData("Reprise.Core", "<ProjectReference Include='../Reprise.MySql/Reprise.MySql.csproj' />")]
    [InlineData("Reprise.MySql", "<ProjectReference Include='..\\Reprise.Postgres\\Reprise.Postgres.csproj' />")]
    [InlineData("Reprise.Pipeline", "<PackageReference Include='Npgsql' />")]
    [InlineData("Reprise.Core", "<PackageReference Include='Azure.Storage.Blobs' />")]
    public void The_rule_sees_a_reference_that_goes_the_wrong_way(string project, string reference) =>
        Assert.Single(LayerRules.Violations(project, XDocument.Parse($"<Project><ItemGroup>{reference}</ItemGroup></Project>")));

    [Fact]
    public void Every_project_of_the_tree_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Functions.sln"));

        var missing = new[] { "shared", "functions", "tests" }
            .SelectMany(folder => Repository.Files(folder, "*.csproj"))
            .Select(path => Path.GetFileName(path))
            .Where(name => !solution.Contains($"\\{name}\"", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [Fact]
    public void The_function_app_is_built_only_in_the_solution_configuration_Azure()
    {
        var solution = File.ReadAllLines(Path.Combine(Repository.Root, "Functions.sln"));
        var id = solution.Single(line => line.Contains("Reprise.AzureFunctions.csproj", StringComparison.Ordinal)).Split('"')[^2];

        var builds = solution.Where(line => line.Contains(id, StringComparison.Ordinal) && line.Contains(".Build.0", StringComparison.Ordinal));

        Assert.Equal("Azure|Any CPU", Assert.Single(builds).Trim().Split('.')[1]);
    }
}
