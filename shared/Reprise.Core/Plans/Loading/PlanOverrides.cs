using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Applies what an entity says otherwise than its plan.</summary>
/// <param name="plan">The plan's root, fragments in their place.</param>
/// <param name="file">Number of the entity's file in the composed document.</param>
/// <param name="problems">Problems of the composed document.</param>
internal sealed class PlanOverrides(YamlMap plan, int file, FileProblems problems)
{
    private const string Columns = "columns";
    private const string Ignored = "ignored";
    private const string Gates = "gates";
    private const string Tables = "tables";

    /// <summary>The plan with the overrides; what is wrong with them is reported.</summary>
    /// <param name="overrides">The entity's <c>overrides</c>.</param>
    public YamlMap Apply(YamlMap overrides)
    {
        var root = new YamlMapping((YamlMap)LineOrigin.Move(overrides, file), DocumentKeys.Overrides, problems, "overrides.");
        var result = root.Node(Tables) is null ? plan : Overridden(root);
        return root.Node(Ignored) is YamlList ignored ? LeftOut(result, ignored, root.Names(Ignored)) : CheckIgnored(root, result);
    }

    private static YamlMap CheckIgnored(YamlMapping root, YamlMap result)
    {
        _ = root.Names(Ignored);
        return result;
    }

    private YamlMap Overridden(YamlMapping root)
    {
        var result = plan;
        foreach (var entry in root.Map(Tables, "overrides by table plan")?.Entries ?? [])
        {
            if (TablesOf(plan).FirstOrDefault(table => NameOf(table) == entry.Key) is not { } table)
            {
                problems.Add(
                    ProblemCodes.UnknownTablePlan,
                    entry.Line,
                    $"{Spelling.Show(entry.Key)} is no table plan of the entity's plan.",
                    Spelling.Suggest(entry.Key, TablesOf(plan).Select(NameOf).OfType<string>(), "Name one that the plan has."));
            }
            else if (entry.Value is YamlMap says)
            {
                var changed = ChangeTable(table, says, entry.Key);
                result = YamlEdit.Change(result, Tables, node => node is YamlList list ? list with { Items = [.. list.Items.Select(item => NameOf(item) == entry.Key ? changed : item)] } : node);
            }
            else
            {
                problems.Add(ProblemCodes.WrongType, entry.Line, $"The override of {Spelling.Show(entry.Key)} is no mapping.", "Write keys of the table plan, such as 'columns', indented below.");
            }
        }

        return result;
    }

    private YamlMap ChangeTable(YamlMap table, YamlMap says, string name)
    {
        // Opened for its unknown, repeated and empty keys; values are read with the plan.
        _ = new YamlMapping(says, DocumentKeys.Override, problems, $"overrides.{name}.");
        foreach (var entry in says.Entries.Where(entry => DocumentKeys.Override.All.Contains(entry.Key)))
        {
            table = entry.Key == Columns ? ChangeRules(table, entry) : YamlEdit.Put(table, entry);
        }

        return table;
    }

    private YamlMap ChangeRules(YamlMap table, YamlEntry entry)
    {
        if (entry.Value is not YamlMap rules)
        {
            problems.Add(ProblemCodes.WrongType, entry.Line, "The value of 'columns' in an override is not a mapping.", "Write rules by target column, on lines of their own, indented, or in braces.");
            return table;
        }

        return YamlEdit.Find(table, Columns)?.Value is YamlMap own ? YamlEdit.Change(table, Columns, _ => rules.Entries.Aggregate(own, ChangeRule)) : YamlEdit.Put(table, entry);
    }

    // A rule takes the place of the plan's; a part of one, such as { otherwise: 0 }, is put into the plan's.
    private YamlMap ChangeRule(YamlMap rules, YamlEntry entry)
    {
        if (entry.Value is not YamlMap part || ColumnRuleReader.SaysWhence(part))
        {
            return YamlEdit.Put(rules, entry);
        }

        if (YamlEdit.Find(rules, entry.Key) is not { } own)
        {
            problems.Add(
                ProblemCodes.NothingToOverride,
                entry.Line,
                $"The plan has no rule for the column {Spelling.Show(entry.Key)} that this could be a part of.",
                Spelling.Suggest(entry.Key, rules.Entries.Select(rule => rule.Key), "Write a whole rule, such as { from: SOURCE_COLUMN }."));
            return rules;
        }

        var whole = own.Value as YamlMap ?? new YamlMap(own.Line, [new YamlEntry(own.Line, "from", own.Value)]);
        return YamlEdit.Put(rules, entry with { Value = part.Entries.Aggregate(whole, YamlEdit.Put) });
    }

    // A source table that the entity leaves out takes the table plans that read it along, and they their gates.
    private static YamlMap LeftOut(YamlMap plan, YamlList ignored, IReadOnlyList<string> names)
    {
        var gone = TablesOf(plan).Where(table => YamlEdit.Find(table, "from")?.Value is YamlScalar from && names.Contains(from.Text)).Select(NameOf).OfType<string>().ToList();
        var kept = Without(Without(plan, Tables, gone), Gates, gone);
        var known = (YamlEdit.Find(plan, Ignored)?.Value as YamlList)?.Items ?? [];
        var more = ignored.Items.Where(item => item is YamlScalar name && !known.OfType<YamlScalar>().Any(other => other.Text == name.Text));
        return YamlEdit.Put(kept, new YamlEntry(ignored.Line, Ignored, new YamlList(ignored.Line, [.. known, .. more])));
    }

    private static YamlMap Without(YamlMap plan, string key, IReadOnlyList<string> gone) =>
        YamlEdit.Change(plan, key, node => node is YamlList list ? list with { Items = [.. list.Items.Where(item => NameOf(item) is not { } name || !gone.Contains(name))] } : node);

    private static IEnumerable<YamlMap> TablesOf(YamlMap plan) => (YamlEdit.Find(plan, Tables)?.Value as YamlList)?.Items.OfType<YamlMap>() ?? [];

    private static string? NameOf(YamlNode table) => table is YamlMap map ? (YamlEdit.Find(map, "table")?.Value as YamlScalar)?.Text : null;
}
