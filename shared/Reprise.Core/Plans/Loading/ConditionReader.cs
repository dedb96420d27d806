using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Reads <c>where</c> of a table plan: one condition or a list of them.</summary>
internal static class ConditionReader
{
    private const string Form = "Write { column: NAME, in: [ … ] }, or a list of such conditions, which must all hold.";

    /// <summary>The conditions; null after problems were reported.</summary>
    public static IReadOnlyList<RowCondition>? Read(YamlMapping table, FileProblems problems)
    {
        switch (table.Node("where"))
        {
            case null:
                return [];
            case YamlMap map:
                return Condition(map, table, problems);
            case YamlList { Items.Count: > 0 } list:
                var parts = list.Items.Select(item => Item(item, table, problems)).ToList();
                return parts.Contains(null) ? null : [.. parts.SelectMany(part => part!)];
            default:
                table.WrongType("where", "a condition", Form);
                return null;
        }
    }

    private static List<RowCondition>? Item(YamlNode item, YamlMapping table, FileProblems problems)
    {
        if (item is YamlMap map)
        {
            return Condition(map, table, problems);
        }

        table.Report(ProblemCodes.WrongType, item.Line, $"An item of '{table.Path}where' is no condition.", Form);
        return null;
    }

    private static List<RowCondition>? Condition(YamlMap map, YamlMapping table, FileProblems problems)
    {
        var condition = new YamlMapping(map, DocumentKeys.Condition, problems, $"{table.Path}where.");
        var column = condition.Words("column");
        var tests = new List<RowCondition?>
        {
            Among(condition, "in", RowTest.In),
            Among(condition, "not_in", RowTest.NotIn),
            Flag(condition, "is_null", RowTest.IsNull),
            Flag(condition, "not_null", RowTest.NotNull),
            Bound(condition, "at_least", RowTest.AtLeast),
            Bound(condition, "at_most", RowTest.AtMost),
        };
        var asked = DocumentKeys.Condition.Optional.Count(key => condition.Node(key) is not null);
        if (asked == 0 && map.Entries.All(entry => DocumentKeys.Condition.All.Contains(entry.Key)))
        {
            condition.Report(ProblemCodes.UnclearCondition, condition.Line, "The condition asks nothing of its column.", $"Add one of {Spelling.List(DocumentKeys.Condition.Optional)}.");
        }

        var read = tests.OfType<RowCondition>().ToList();
        return column is null || read.Count == 0 || read.Count < asked ? null : read.ConvertAll(test => test with { Column = column });
    }

    private static RowCondition? Among(YamlMapping condition, string key, RowTest test)
    {
        var items = condition.Node(key) switch
        {
            null => [],
            YamlList list => list.Items,
            var single => [single],
        };
        var values = items.OfType<YamlScalar>().Where(item => !item.IsNull).Select(item => item.Text).Distinct(StringComparer.Ordinal).ToList();
        if (condition.Node(key) is not null && (items.Count == 0 || items.Any(item => item is not YamlScalar { IsNull: false })))
        {
            condition.WrongType(key, "a list of values", "Write texts and numbers in brackets; for NULL there are 'is_null' and 'not_null'.");
            return null;
        }

        return values.Count == 0 ? null : new RowCondition(string.Empty, test, values, condition.LineOf(key));
    }

    private static RowCondition? Flag(YamlMapping condition, string key, RowTest test)
    {
        var flag = condition.Boolean(key);
        if (flag == false)
        {
            condition.Report(ProblemCodes.UnknownWord, condition.LineOf(key), $"The value of '{condition.Path}{key}' is false.", $"Write true, or {(test == RowTest.IsNull ? "not_null" : "is_null")}: true for the opposite.");
        }

        return flag == true ? new RowCondition(string.Empty, test, [], condition.LineOf(key)) : null;
    }

    private static RowCondition? Bound(YamlMapping condition, string key, RowTest test) =>
        condition.Text(key) is { } value ? new RowCondition(string.Empty, test, [value], condition.LineOf(key)) : null;
}
