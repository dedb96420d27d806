using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads the rule of one target column.</summary>
internal static class ColumnRuleReader
{
    private const string Kinds = "Write a source column, or one of { from: … }, { value: … }, { entity: code }, { reference: TABLE_PLAN, from: [ … ] }, { sql: … } and { lookup: TABLE, by: { … } }.";

    private static readonly string[] KindKeys = ["reference", "value", "entity", "sql", "lookup"];

    /// <summary>True for a whole rule, which says where the value comes from; false for a part of one.</summary>
    public static bool SaysWhence(YamlMap rule) => rule.Entries.Any(entry => entry.Key == "from" || KindKeys.Contains(entry.Key));

    /// <summary>The rule; null after its problems were reported.</summary>
    public static ColumnRule? Read(YamlEntry entry, string path, FileProblems problems)
    {
        switch (entry.Value)
        {
            case YamlScalar { IsNull: false } scalar when !string.IsNullOrWhiteSpace(scalar.Text):
                return new SourceColumnRule(entry.Key, scalar.Text.Trim(), BlankAsNull: false, Otherwise: null, entry.Line);
            case YamlScalar:
                problems.Add(ProblemCodes.MissingValue, entry.Line, $"The column {Spelling.Show(entry.Key)} has an empty rule.", $"{Kinds} For NULL in every record write {{ value: null }}.");
                return null;
            case YamlMap map:
                return FromMapping(entry, map, path, problems);
            default:
                problems.Add(ProblemCodes.WrongType, entry.Line, $"The rule of the column {Spelling.Show(entry.Key)} is a list.", Kinds);
                return null;
        }
    }

    private static ColumnRule? FromMapping(YamlEntry entry, YamlMap map, string path, FileProblems problems)
    {
        var where = $"{path}columns.";
        var keys = map.Entries.Select(inner => inner.Key).ToHashSet();
        var hasFrom = keys.Contains("from");
        var kinds = KindKeys.Where(keys.Contains).ToArray();
        if (kinds.Length > 1 || (hasFrom && kinds.Length == 1 && kinds[0] != "reference"))
        {
            problems.Add(ProblemCodes.UnclearRule, entry.Line, $"The rule of the column {Spelling.Show(entry.Key)} is of several kinds at once.", Kinds);
            return null;
        }

        return (kinds, hasFrom) switch
        {
            (["reference"], _) => Reference(entry, new YamlMapping(map, DocumentKeys.ReferenceRule, problems, where)),
            (["value"], _) => Constant(entry, new YamlMapping(map, DocumentKeys.ConstantRule, problems, where)),
            (["sql"], _) => DerivedRuleReader.Expression(entry, new YamlMapping(map, DocumentKeys.ExpressionRule, problems, where)),
            (["lookup"], _) => DerivedRuleReader.Lookup(entry, new YamlMapping(map, DocumentKeys.LookupRule, problems, where)),
            (["entity"], _) => Entity(entry, new YamlMapping(map, DocumentKeys.EntityRule, problems, where)),
            (_, true) => Source(entry, new YamlMapping(map, DocumentKeys.SourceRule, problems, where)),
            _ => NoKind(entry, map, where, problems),
        };
    }

    private static SourceColumnRule? Source(YamlEntry entry, YamlMapping rule)
    {
        var from = rule.Words("from");
        var blankAsNull = rule.Boolean("blank_as_null") ?? false;
        var otherwise = rule.Text("otherwise");
        var order = rule.Choice("uuid_order", ("straight", UuidOrder.Straight), ("swapped", UuidOrder.Swapped));
        var text = TextRuleReader.Read(rule);
        return from is null || text is null ? null : text with { Column = entry.Key, From = from, BlankAsNull = blankAsNull, Otherwise = otherwise, Line = entry.Line, UuidOrder = order };
    }

    private static ConstantRule? Constant(YamlEntry entry, YamlMapping rule) => rule.Node("value") switch
    {
        YamlScalar { IsNull: true } => new ConstantRule(entry.Key, null, entry.Line),
        _ when rule.Text("value") is { } text => new ConstantRule(entry.Key, text, entry.Line),
        _ => null,
    };

    private static EntityRule? Entity(YamlEntry entry, YamlMapping rule) =>
        rule.Choice("entity", ("code", EntityProperty.Code), ("name", EntityProperty.Name)) is { } property
            ? new EntityRule(entry.Key, property, entry.Line)
            : null;

    private static ReferenceRule? Reference(YamlEntry entry, YamlMapping rule)
    {
        var tablePlan = rule.Words("reference");
        var from = From(rule);
        var missing = rule.IsNull("missing")
            ? MissingParent.Null
            : rule.Choice("missing", ("quarantine", MissingParent.Quarantine), ("null", MissingParent.Null)) ?? MissingParent.Quarantine;
        return tablePlan is null || from.Count == 0 ? null : new ReferenceRule(entry.Key, tablePlan, from, missing, entry.Line);
    }

    private static IReadOnlyList<string> From(YamlMapping rule)
    {
        switch (rule.Node("from"))
        {
            case YamlScalar:
                return rule.Words("from") is { } single ? [single] : [];
            case YamlList { Items.Count: 0 }:
                rule.Report(ProblemCodes.MissingValue, rule.LineOf("from"), "The reference names no source column.", "Name those that hold the other row's key, such as [fk_soc].");
                return [];
            default:
                return rule.Names("from");
        }
    }

    private static ColumnRule? NoKind(YamlEntry entry, YamlMap map, string where, FileProblems problems)
    {
        // Opened for its unknown keys only: most often one of them is a misspelt 'from'.
        _ = new YamlMapping(map, DocumentKeys.AnyRule, problems, where);
        if (map.Entries.All(inner => DocumentKeys.AnyRule.All.Contains(inner.Key)))
        {
            problems.Add(ProblemCodes.UnclearRule, entry.Line, $"The rule of the column {Spelling.Show(entry.Key)} does not say where the value comes from.", Kinds);
        }

        return null;
    }
}
