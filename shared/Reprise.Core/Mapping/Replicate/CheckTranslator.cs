using Reprise.Core.Mapping.Types;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>CHECK constraints: those of the source that mean the same, and the labels of its enums.</summary>
internal sealed class CheckTranslator(FindingList findings)
{
    /// <summary>Checks of a table.</summary>
    public IReadOnlyList<CheckDefinition> Translate(ReplicaTable table) => [.. OfEnums(table), .. OfChecks(table)];

    private static IEnumerable<CheckDefinition> OfEnums(ReplicaTable table) =>
        from column in table.Source.Columns
        where column is { DataType: "enum", Labels.Count: > 0 }
        let definition = table.Columns[column.Name]
        select new CheckDefinition(
            table.Constraints.Take($"{table.Name}_{definition.Name}_check"),
            $"{PgSql.Quote(definition.Name)} IN ({string.Join(", ", column.Labels.Select(PgSql.Literal))})");

    private IEnumerable<CheckDefinition> OfChecks(ReplicaTable table)
    {
        var translator = new ConditionTranslator(table.Source, table.Columns);
        foreach (var check in table.Source.Checks)
        {
            if (table.Source.Columns.Any(column => column.DataType is "longtext" or "json" && JsonCheck.IsOf(check, column)))
            {
                // The column's type keeps it.
                continue;
            }

            if (!check.IsEnforced)
            {
                findings.Add(FindingCodes.CheckNotCarried, table.Source.Name, string.Empty, $"The CHECK constraint '{check.Name}' is not carried: the source does not enforce it.");
            }
            else if (translator.Translate(check.Expression) is { } condition)
            {
                yield return new CheckDefinition(table.Constraints.Take(check.Name), condition);
            }
            else
            {
                findings.Add(FindingCodes.CheckNotCarried, table.Source.Name, string.Empty, $"The CHECK constraint '{check.Name}' is not carried: its condition is not sure to mean the same.");
            }
        }
    }
}
