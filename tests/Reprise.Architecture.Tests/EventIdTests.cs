using System.Text.RegularExpressions;

namespace Reprise.Architecture.Tests;

public sealed partial class EventIdTests
{
    [Fact]
    public void Log_event_ids_are_unique_across_assemblies()
    {
        var ids = new[] { "shared", "functions" }
            .SelectMany(folder => Repository.Files(folder, "*.cs"))
            .Where(path => Path.GetFileName(path) is "EventIds.cs" or "Log.cs")
            .Select(File.ReadAllText)
            .SelectMany(text => Numbered().Matches(text).Select(match => match.Groups["id"].Value))
            .ToList();

        Assert.NotEmpty(ids);
        Assert.Empty(ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [GeneratedRegex(@"(LoggerMessage\(|const int \w+ = )(?<id>[0-9]{4})[,;]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbered();
}
