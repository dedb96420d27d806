namespace Reprise.Core.Plans.Comparing;

/// <summary>Rules and conditions of a plan in the words of its file.</summary>
public static class RuleText
{
    /// <summary>A rule on one line, such as <c>{ from: nom, normalise: [trim, name_case] }</c>; of one that only copies, the source column.</summary>
    public static string Of(ColumnRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return PlanForm.TextOf(rule, "column");
    }

    /// <summary>A condition on one line.</summary>
    public static string Of(RowCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return PlanForm.TextOf(condition, aside: null);
    }
}
