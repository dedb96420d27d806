using System.Text.Json.Nodes;

namespace Reprise.Chaos.Results;

/// <summary>A run's report as paths and values, without what two equal runs may differ in: ids, times, sizes of encrypted files, and how often something was tried.</summary>
internal static class ReportContent
{
    private static readonly string[] Parts = ["tables", "gates", "coercions", "quarantine", "corrections", "verifications"];
    private static readonly string[] Volatile = ["run", "at", "verifiedAt", "waivedAt", "seconds", "samples", "keys"];

    /// <summary>Reads <c>report.json</c>.</summary>
    public static IReadOnlyDictionary<string, string> Read(byte[] json)
    {
        var report = JsonNode.Parse(json)!.AsObject();
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Parts)
        {
            Add(values, part, report[part]);
        }

        return values;
    }

    private static void Add(SortedDictionary<string, string> values, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject parent:
                foreach (var (name, child) in parent.Where(member => !Volatile.Contains(member.Key)))
                {
                    Add(values, $"{path}.{name}", child);
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    Add(values, $"{path}[{i}]", list[i]);
                }

                break;
            default:
                values[path] = node?.ToJsonString() ?? "null";
                break;
        }
    }
}
