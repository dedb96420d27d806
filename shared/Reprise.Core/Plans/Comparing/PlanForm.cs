using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Reprise.Core.Catalogs;

namespace Reprise.Core.Plans.Comparing;

/// <summary>The form in which plans are compared: every property of the model, lists of named things by name, without what says nothing.</summary>
/// <remarks>Made by reflection over the model, so that a property added to it is compared without a word here.</remarks>
internal static class PlanForm
{
    private const string NamedMark = "$named";

    private static readonly string[] Aside = ["fingerprint", "file", "composed_of", "line", "rule"];
    private static readonly string[] Sets = ["match", "ignored"];
    private static readonly string[] NameKeys = ["as", "name", "column"];

    // Where the model says it in other words than the file.
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal) { ["table_plan"] = "reference", ["property"] = "entity" };

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new TableNameWord() },
    };

    /// <summary>The form of a plan.</summary>
    public static JsonObject Of(Plan plan) => Map((JsonObject)JsonSerializer.SerializeToNode(plan, Options)!);

    /// <summary>A rule as the plan's file would say it beside its column, on one line.</summary>
    public static string TextOf(ColumnRule rule)
    {
        var map = Map((JsonObject)JsonSerializer.SerializeToNode(rule, Options)!);
        map.Remove("column");
        return Text(map);
    }

    /// <summary>True for things by name, whose own changes are told one by one.</summary>
    public static bool IsNamed(JsonObject node) => node.ContainsKey(NamedMark) || IsTable(node);

    /// <summary>As the plan's file would say it, on one line.</summary>
    public static string Text(JsonNode node) => node switch
    {
        JsonObject table when IsTable(table) => $"{table["from"]} → {table["to"]}",
        JsonObject map when Said(map) is [{ Key: "from" } only] => Text(only.Value!),
        JsonObject map => $"{{ {string.Join(", ", Said(map).Select(entry => $"{entry.Key}: {Text(entry.Value!)}"))} }}",
        JsonArray list => $"[{string.Join(", ", list.Select(item => Text(item!)))}]",
        _ => node.ToString(),
    };

    private static bool IsTable(JsonObject node) => node.ContainsKey("to") && node.ContainsKey("from");

    private static List<KeyValuePair<string, JsonNode?>> Said(JsonObject map) => [.. map.Where(entry => entry.Key != NamedMark)];

    private static JsonNode? Normal(JsonNode? node, string key) => node switch
    {
        null => null,
        JsonObject map => Map(map),
        JsonArray list => List(list, key),
        _ when node.GetValueKind() == JsonValueKind.False || node.ToString().Length == 0 => null,
        _ => node.DeepClone(),
    };

    private static JsonObject Map(JsonObject map)
    {
        var normal = new JsonObject();
        foreach (var (key, value) in map.Where(entry => !Aside.Contains(entry.Key)))
        {
            if (Normal(value, key) is { } said)
            {
                normal[Words.GetValueOrDefault(key, key)] = said;
            }
        }

        if (map["rule"]?.ToString() == "value" && !normal.ContainsKey("value"))
        {
            normal["value"] = "null";
        }

        return normal;
    }

    private static JsonNode? List(JsonArray list, string key)
    {
        var items = list.Select(item => Normal(item, string.Empty)).OfType<JsonNode>().ToList();
        if (items.Count == 0)
        {
            return null;
        }

        if (NameKeys.FirstOrDefault(name => items.All(item => item is JsonObject map && map.ContainsKey(name))) is { } by
            && items.DistinctBy(item => item[by]!.ToString()).Count() == items.Count)
        {
            return Named(items.Cast<JsonObject>(), by);
        }

        return new JsonArray([.. Sets.Contains(key) ? items.OrderBy(item => item.ToString(), StringComparer.Ordinal) : items.AsEnumerable()]);
    }

    private static JsonObject Named(IEnumerable<JsonObject> items, string by)
    {
        var named = new JsonObject { [NamedMark] = true };
        foreach (var item in items)
        {
            var name = item[by]!.ToString();
            item.Remove(by);
            named[name] = item;
        }

        return named;
    }

    private sealed class TableNameWord : JsonConverter<TableName>
    {
        public override TableName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TableName.Parse(reader.GetString() ?? string.Empty);

        public override void Write(Utf8JsonWriter writer, TableName value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
