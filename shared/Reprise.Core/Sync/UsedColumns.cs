using Reprise.Core.Plans;
using Reprise.Core.Runs;

namespace Reprise.Core.Sync;

/// <summary>Columns of a source table that the plan makes something of: a change of others changes nothing.</summary>
public static class UsedColumns
{
    /// <summary>Their names, in the order of the table.</summary>
    public static IReadOnlyList<string> Of(RunPlan plan, SourceRead read)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(read);
        var tables = plan.Tables.Where(table => table.Source == read.Table.Name).ToList();
        var names = tables.SelectMany(Columns).Concat(read.Key).Concat(plan.Quality.Where(gate => tables.Exists(table => table.Name == gate.Table)).SelectMany(gate => Figures(gate.Groups)));
        // A joined table is read for what the plan makes of it, also for whether it has a row.
        var used = names.Concat(read.Joined.SelectMany(joined => joined.Columns).Select(column => column.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. read.Columns.Select(column => column.Name).Where(used.Contains)];
    }

    private static IEnumerable<string> Columns(RunTable table) => table.Rules.SelectMany(SourceNames.Of).Select(rule => rule.Column).Concat(table.Where.Select(condition => condition.Column)).Concat(table.Key);

    private static IEnumerable<string> Figures(Quality.SumGroups? groups) => groups is null ? [] : groups.SourceBy.Select(group => group.Name).Concat(groups.Source is { } source ? [source] : []);
}
