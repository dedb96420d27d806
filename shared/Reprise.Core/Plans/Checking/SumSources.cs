using Reprise.Core.Catalogs;
using Reprise.Core.Quality;

namespace Reprise.Core.Plans.Checking;

/// <summary>Where the source keeps what a gate adds up: what the gate says, else what the plan fills the target columns from.</summary>
public static class SumSources
{
    /// <summary>The gate with every source column that can be told, named as the source's catalog spells it. Other gates as they are.</summary>
    public static QualityGate Complete(QualityGate gate, TablePlan plan, SourceTable? source)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(plan);
        if (gate.Groups is not { } groups)
        {
            return gate;
        }

        var by = groups.SourceBy.Count > 0 ? groups.SourceBy : groups.By.Select(column => FilledFrom(plan, column.Name) is { } from ? column with { Name = from } : null).OfType<GroupColumn>();
        return gate with
        {
            Groups = groups with
            {
                Source = (groups.Source ?? FilledFrom(plan, gate.Columns[0])) is { } figure ? Spelled(source, figure) : null,
                SourceBy = [.. by.Select(column => column with { Name = Spelled(source, column.Name) })],
            },
        };
    }

    private static string? FilledFrom(TablePlan plan, string column) => plan.Columns.OfType<SourceColumnRule>().FirstOrDefault(rule => rule.Column == column)?.From;

    private static string Spelled(SourceTable? source, string column) => source?.Find(column)?.Name ?? column;
}
