using System.Globalization;
using System.Text.Json.Nodes;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Problems;

namespace Reprise.Core.Tests.Configuration;

/// <summary>A YAML document as editors hand it to a JSON Schema: plain scalars resolved by the core schema of YAML 1.2.</summary>
internal static class YamlAsJson
{
    public static string Convert(string yaml)
    {
        var problems = new List<Problem>();
        var root = YamlTree.Parse(yaml, new FileProblems("test.yaml", problems));
        Assert.Empty(problems);
        Assert.NotNull(root);
        return Node(root)?.ToJsonString() ?? "null";
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Node(entry.Value)))),
        YamlList list => new JsonArray([.. list.Items.Select(Node)]),
        YamlScalar { IsNull: true } => null,
        YamlScalar { IsPlain: true, Text: "true" or "false" } scalar => JsonValue.Create(scalar.Text == "true"),
        YamlScalar { IsPlain: true } scalar when long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
        YamlScalar { IsPlain: true } scalar when decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
