using System.Text.Json.Nodes;

namespace Reprise.Core.Plans.Comparing;

/// <summary>Compares two versions of a plan by what they mean: comments, places of lines and the order of names say nothing.</summary>
public static class PlanComparison
{
    // Names of table plans are unique: their places begin with them.
    private const string Tables = "tables";

    /// <summary>The changes, by place; empty = the same.</summary>
    public static IReadOnlyList<PlanChange> Compare(Plan before, Plan after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return [.. Changes(string.Empty, PlanForm.Of(before), PlanForm.Of(after)), .. Orders(before, after)];
    }

    private static IEnumerable<PlanChange> Changes(string place, JsonObject before, JsonObject after)
    {
        foreach (var name in before.Select(entry => entry.Key).Union(after.Select(entry => entry.Key)).Order(StringComparer.Ordinal))
        {
            var (was, now, inner) = (before[name], after[name], $"{place}{name}");
            if (JsonNode.DeepEquals(was, now))
            {
                continue;
            }

            var changes = IsTold(was) && IsTold(now) ? Changes(inner == Tables ? string.Empty : $"{inner}.", AsMap(was), AsMap(now)) : [new PlanChange(inner, Text(was), Text(now))];
            foreach (var change in changes)
            {
                yield return change;
            }
        }
    }

    // What is not there has no things by name.
    private static bool IsTold(JsonNode? node) => node is JsonObject map && PlanForm.IsNamed(map);

    private static JsonObject AsMap(JsonNode? node) => (JsonObject)node!;

    private static string? Text(JsonNode? node) => node is null ? null : PlanForm.Text(node);

    // Of table plans that fill one table, the first one's records are there when the others look for theirs.
    private static IEnumerable<PlanChange> Orders(Plan before, Plan after)
    {
        var kept = before.Tables.Select(table => table.Name).Intersect(after.Tables.Select(table => table.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var target in after.Tables.Select(table => table.To).Distinct())
        {
            var (was, now) = (Names(before, target, kept), Names(after, target, kept));
            if (was.Order(StringComparer.Ordinal).SequenceEqual(now.Order(StringComparer.Ordinal)) && !was.SequenceEqual(now))
            {
                yield return new PlanChange($"order of {target}", string.Join(", ", was), string.Join(", ", now));
            }
        }
    }

    private static List<string> Names(Plan plan, Catalogs.TableName target, HashSet<string> kept) =>
        [.. plan.Tables.Where(table => table.To == target && kept.Contains(table.Name)).Select(table => table.Name)];
}
