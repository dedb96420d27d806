using System.Diagnostics;

namespace Reprise.Core.Plans.Comparing;

/// <summary>Rules and conditions of a plan in the words of its file.</summary>
public static class RuleText
{
    /// <summary>A rule on one line, such as <c>{ from: nom, normalise: [trim, name_case] }</c>; of one that only copies, the source column.</summary>
    public static string Of(ColumnRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return PlanForm.TextOf(rule);
    }

    /// <summary>A condition on one line, such as <c>{ column: supprime, in: [0] }</c>.</summary>
    public static string Of(RowCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var test = condition.Test switch
        {
            RowTest.In => $"in: [{string.Join(", ", condition.Values)}]",
            RowTest.NotIn => $"not_in: [{string.Join(", ", condition.Values)}]",
            RowTest.IsNull => "is_null: true",
            RowTest.NotNull => "not_null: true",
            RowTest.AtLeast => $"at_least: {condition.Values[0]}",
            RowTest.AtMost => $"at_most: {condition.Values[0]}",
            _ => throw new UnreachableException(),
        };
        return $"{{ column: {condition.Column}, {test} }}";
    }
}
