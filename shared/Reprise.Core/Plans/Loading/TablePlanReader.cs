using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads one item of a plan's <c>tables</c>.</summary>
internal static class TablePlanReader
{
    public static TablePlanDocument Read(YamlMap map, FileProblems problems)
    {
        var root = new YamlMapping(map, DocumentKeys.TablePlan, problems, PathOf(map));
        var columns = root.Map("columns", "rules by target column");
        if (root.Node("columns") is null && !map.Entries.Any(entry => entry.Key == "columns"))
        {
            root.Report(ProblemCodes.MissingKey, root.Line, $"The key '{root.Path}columns' of {DocumentKeys.TablePlan.Name} is missing.", "Add it, or use a fragment that has it.");
        }
        else if (columns is { Entries.Count: 0 })
        {
            root.Report(ProblemCodes.MissingValue, root.LineOf("columns"), "The table plan rules no column.", "Add a rule, such as 'name: nom'.");
        }

        var entries = Distinct(columns?.Entries ?? [], root);
        return new TablePlanDocument(root)
        {
            Name = SimpleName(root, "table"),
            From = root.Words("from"),
            To = Target(root, "to"),
            Part = SimpleName(root, "part"),
            Lot = SimpleName(root, "lot") ?? TablePlan.DefaultLot,
            Key = root.Names("key"),
            Where = ConditionReader.Read(root, problems),
            Join = JoinReader.Joins(root),
            Pivot = JoinReader.Pivots(root),
            Id = Id(root),
            Match = root.Names("match"),
            Duplicates = DuplicateReader.Read(root),
            Sync = SyncReader.Read(root),
            RuledColumns = [.. entries.Select(entry => entry.Key)],
            Rules = [.. entries.Select(entry => ColumnRuleReader.Read(entry, root.Path, problems)).OfType<ColumnRule>()],
        };
    }

    /// <summary>Reads the rules of a mapping with a key <c>columns</c>, for their problems.</summary>
    public static void CheckRules(YamlMapping root, FileProblems problems)
    {
        foreach (var entry in Distinct(root.Map("columns", "rules by target column")?.Entries ?? [], root))
        {
            _ = ColumnRuleReader.Read(entry, root.Path, problems);
        }
    }

    // The name of the table plan, when it has one fit to be shown.
    private static string PathOf(YamlMap map) =>
        map.Entries.FirstOrDefault(entry => entry.Key == "table")?.Value is YamlScalar name && Names.IsSimple(name.Text) ? $"{name.Text}." : string.Empty;

    internal static string? SimpleName(YamlMapping root, string key)
    {
        var name = root.Words(key);
        if (name is not null && !Names.IsSimple(name))
        {
            root.Report(ProblemCodes.InvalidName, root.LineOf(key), $"The value of '{root.Path}{key}' is no name.", Names.SimpleForm);
        }

        return name;
    }

    /// <summary>The name of a table of the application; null after a problem was reported.</summary>
    internal static TableName? Target(YamlMapping root, string key)
    {
        if (root.Words(key) is not { } text)
        {
            return null;
        }

        var line = root.LineOf(key);
        var parts = text.Split('.');
        if (parts.Length > 2 || parts.Any(part => part.Length is 0 or > 63))
        {
            root.Report(ProblemCodes.InvalidName, line, $"The value of '{root.Path}{key}' is no table name.", "Write 'schema.table', or 'table' for the schema public.");
            return null;
        }

        var table = TableName.Parse(text);
        if (Names.IsSystemSchema(table.Schema) || Names.IsFrameworkTable(table.Table))
        {
            root.Report(ProblemCodes.ReservedName, line, $"The table {Spelling.Show(text)} belongs to PostgreSQL, to Doctrine or to Reprise.", "Name a table of the application.");
        }

        return table;
    }

    private static IdRule? Id(YamlMapping root)
    {
        if (root.Mapping("id", DocumentKeys.Id) is not { } id)
        {
            return null;
        }

        var column = id.Words("column");
        var strategy = id.Choice("strategy", ("uuid", IdStrategy.Uuid), ("identity", IdStrategy.Identity));
        return column is null || strategy is null ? null : new IdRule(column, strategy.Value);
    }

    private static List<YamlEntry> Distinct(IReadOnlyList<YamlEntry> entries, YamlMapping root)
    {
        var lines = new Dictionary<string, int>();
        var distinct = new List<YamlEntry>();
        foreach (var entry in entries)
        {
            if (string.IsNullOrWhiteSpace(entry.Key))
            {
                root.Report(ProblemCodes.InvalidName, entry.Line, "A rule has no target column.", "Write the column's name before the colon.");
            }
            else if (!lines.TryAdd(entry.Key, entry.Line))
            {
                root.Report(ProblemCodes.ColumnRuledTwice, entry.Line, $"The column {Spelling.Show(entry.Key)} already has a rule on line {lines[entry.Key]}.", "Keep one of them.");
            }
            else
            {
                distinct.Add(entry);
            }
        }

        return distinct;
    }
}
