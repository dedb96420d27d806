using Reprise.Core.Plans;

namespace Reprise.Pipeline.Planning;

/// <summary>Order of table plans and lots by what they refer to. Loading a plan already refused cycles between tables.</summary>
internal static class PlanOrder
{
    /// <summary>Names of the table plans that a table plan refers to, itself not among them.</summary>
    public static IEnumerable<string> Parents(TablePlan table) =>
        table.Columns.OfType<ReferenceRule>().Select(rule => rule.TablePlan).Where(parent => parent != table.Name).Distinct(StringComparer.Ordinal);

    /// <summary>Names of the table plans to be resolved before a table plan: its parents, and those that come first and fill the same target table, whose records its rows may be.</summary>
    public static IEnumerable<string> Before(TablePlan table, IReadOnlyList<TablePlan> parentsFirst) =>
        Parents(table).Union(
            parentsFirst.TakeWhile(candidate => candidate.Name != table.Name).Where(candidate => candidate.To == table.To).Select(candidate => candidate.Name),
            StringComparer.Ordinal);

    /// <summary>Table plans, each after those it refers to; otherwise in the order written.</summary>
    public static IReadOnlyList<TablePlan> ParentsFirst(IReadOnlyList<TablePlan> tables)
    {
        var byName = tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        var ordered = new List<TablePlan>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            Visit(table);
        }

        return ordered;

        void Visit(TablePlan table)
        {
            if (!visited.Add(table.Name))
            {
                return;
            }

            foreach (var parent in Parents(table))
            {
                Visit(byName[parent]);
            }

            ordered.Add(table);
        }
    }

    /// <summary>Lots in the order in which their last table can be published.</summary>
    public static IReadOnlyList<string> Lots(IReadOnlyList<TablePlan> parentsFirst) =>
        [.. parentsFirst.Select((table, index) => (table.Lot, index)).GroupBy(entry => entry.Lot, StringComparer.Ordinal).OrderBy(lot => lot.Max(entry => entry.index)).Select(lot => lot.Key)];
}
