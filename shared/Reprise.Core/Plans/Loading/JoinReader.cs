using System.Text.RegularExpressions;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads <c>join</c> and <c>pivot</c> of a table plan: one table or a list of them.</summary>
internal static partial class JoinReader
{
    /// <summary>The joined tables; null after problems were reported.</summary>
    public static IReadOnlyList<SourceJoin>? Joins(YamlMapping table) => Read(table, "join", DocumentKeys.Join, (item, name, from, on) => Missing(item) is { } isRequired
        ? new SourceJoin(name, from, on, isRequired, item.Line)
        : null);

    /// <summary>The tables of attributes; null after problems were reported.</summary>
    public static IReadOnlyList<SourcePivot>? Pivots(YamlMapping table) => Read(table, "pivot", DocumentKeys.Pivot, (item, name, from, on) =>
    {
        var attribute = item.Words("name");
        var value = item.Words("value");
        var repeated = item.Node("repeated") is null
            ? RepeatedAttribute.Quarantine
            : item.Choice("repeated", ("quarantine", RepeatedAttribute.Quarantine), ("first", RepeatedAttribute.First), ("last", RepeatedAttribute.Last));
        return attribute is null || value is null || repeated is null ? null : new SourcePivot(name, from, on, attribute, value, repeated.Value, item.Line);
    });

    private static List<T>? Read<T>(YamlMapping table, string key, KeySet keys, Func<YamlMapping, string, string, IReadOnlyList<JoinKey>, T?> make)
        where T : JoinedRows
    {
        if (table.Node(key) is not { } node)
        {
            return [];
        }

        var items = node is YamlList list ? list.Items : [node];
        var read = new List<T?>();
        foreach (var item in items)
        {
            if (item is YamlMap map)
            {
                read.Add(Item(table.Inner(map, keys, $"{key}."), make));
            }
            else
            {
                table.Report(ProblemCodes.WrongType, item.Line, $"An item of '{table.Path}{key}' is no table.", "Write { table: NAME, as: ALIAS, on: { COLUMN: COLUMN } }, or a list of such tables.");
                read.Add(null);
            }
        }

        if (items.Count == 0)
        {
            table.Report(ProblemCodes.MissingValue, table.LineOf(key), $"The key '{table.Path}{key}' names no table.", "Name one, or remove the key.");
        }

        return items.Count == 0 || read.Contains(null) ? null : [.. read.OfType<T>()];
    }

    private static T? Item<T>(YamlMapping item, Func<YamlMapping, string, string, IReadOnlyList<JoinKey>, T?> make)
        where T : JoinedRows
    {
        var from = item.Words("table");
        var on = On(item);
        var name = item.Words("as");
        if (name is not null && !Alias().IsMatch(name))
        {
            item.Report(ProblemCodes.InvalidName, item.LineOf("as"), $"The value of '{item.Path}as' is no alias.", "Write 1 to 40 lower-case letters, digits and underscores, a letter first.");
            return null;
        }

        return from is null || on is null || name is null ? null : make(item, name, from, on);
    }

    private static List<JoinKey>? On(YamlMapping item)
    {
        if (item.Map("on", "columns of the joined table and what they equal") is not { } map)
        {
            return null;
        }

        if (map.Entries.Count == 0)
        {
            item.Report(ProblemCodes.MissingValue, item.LineOf("on"), $"The key '{item.Path}on' compares nothing.", "Name a column of the joined table and the column that it equals, such as { fk_object: rowid }.");
            return null;
        }

        var keys = new List<JoinKey>();
        foreach (var entry in map.Entries)
        {
            if (entry.Value is not YamlScalar { IsNull: false } scalar || string.IsNullOrWhiteSpace(scalar.Text))
            {
                item.Report(ProblemCodes.WrongType, entry.Line, $"What {Spelling.Show(entry.Key)} equals is no source column.", "Write the name of one.");
            }
            else if (keys.Exists(key => key.Column == entry.Key))
            {
                item.Report(ProblemCodes.DuplicateKey, entry.Line, $"The key {Spelling.Show(entry.Key)} of '{item.Path}on' is there twice.", "Keep one of them.");
            }
            else
            {
                keys.Add(new JoinKey(entry.Key, scalar.Text.Trim()));
            }
        }

        return keys.Count == map.Entries.Count ? keys : null;
    }

    private static bool? Missing(YamlMapping item) => item.Node("missing") is null || item.IsNull("missing")
        ? false
        : item.Choice("missing", ("null", false), ("quarantine", true));

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Alias();
}
