using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Reprise.Architecture.Tests;

/// <summary>local.settings.sample.json has every setting of the function app, and a word on each.</summary>
public sealed partial class SettingsSampleTests
{
    private static readonly JsonNode Sample = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json")))!;

    private static IEnumerable<string> Settings => Sample["Values"]!.AsObject().Select(setting => setting.Key);

    [Fact]
    public void Every_setting_has_a_word_on_it_and_no_word_is_left_over() =>
        Assert.Equal(Settings.Order(), Sample["_comment"]!.AsObject().Select(comment => comment.Key).Where(key => key != "_").Order());

    [Fact]
    public void Every_setting_that_the_function_app_reads_is_in_the_sample()
    {
        var read = Repository.Files("functions/Reprise.AzureFunctions", "*.cs")
            .Select(File.ReadAllText)
            .SelectMany(text => SettingName().Matches(text).Select(match => match.Groups["name"].Value))
            .Distinct()
            .ToList();

        Assert.NotEmpty(read);
        Assert.Empty(read.Except(Settings));
    }

    [Fact]
    public void No_secret_in_the_sample_is_a_real_one() =>
        Assert.All(Sample["Values"]!.AsObject(), setting => Assert.DoesNotMatch("AccountKey=[A-Za-z0-9+/]{20}", (string)setting.Value!));

    [GeneratedRegex("setting\\(\"(?<name>\\w+)\"\\)|\"%(?<name>\\w+)%\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SettingName();
}
