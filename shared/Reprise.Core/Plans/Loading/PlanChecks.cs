using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Checks of a plan that need no catalog.</summary>
internal sealed class PlanChecks(FileProblems problems)
{
    public void Check(IReadOnlyList<TablePlanDocument> tables, IReadOnlyList<string> ignored, int ignoredLine)
    {
        CheckNames(tables);
        foreach (var table in tables)
        {
            CheckColumns(table);
            CheckReferences(table, tables);
        }

        foreach (var both in ignored.Where(name => tables.Any(table => table.From == name)))
        {
            problems.Add(ProblemCodes.IgnoredAndMapped, ignoredLine, $"The source table {Spelling.Show(both)} is ignored and mapped.", "Remove it from 'ignored', or its table plan.");
        }

        new ReferenceCycles(problems).Check(tables);
    }

    private void CheckNames(IReadOnlyList<TablePlanDocument> tables)
    {
        foreach (var group in tables.Where(table => table.Name is not null).GroupBy(table => table.Name))
        {
            foreach (var other in group.Skip(1))
            {
                problems.Add(
                    ProblemCodes.DuplicateTablePlan,
                    other.LineOf("table"),
                    $"The table plan {Spelling.Show(group.Key!)} is already on line {group.First().LineOf("table")}.",
                    "Give each a name of its own; two may read or write the same table.");
            }
        }
    }

    private void CheckColumns(TablePlanDocument table)
    {
        if (table.Id is { } id && table.RuledColumns.Contains(id.Column))
        {
            var line = table.Rules.FirstOrDefault(rule => rule.Column == id.Column)?.Line ?? table.LineOf("columns");
            problems.Add(ProblemCodes.IdColumnRuled, line, $"The id column {Spelling.Show(id.Column)} is filled by the id strategy and has a rule as well.", "Remove the rule.");
        }

        foreach (var column in table.Match.Where(column => !table.RuledColumns.Contains(column)))
        {
            problems.Add(
                ProblemCodes.MatchWithoutRule,
                table.LineOf("match"),
                $"The match column {Spelling.Show(column)} has no rule, so that there is nothing to compare.",
                Spelling.Suggest(column, table.RuledColumns, "Match by target columns that 'columns' fills."));
        }
    }

    private void CheckReferences(TablePlanDocument table, IReadOnlyList<TablePlanDocument> tables)
    {
        foreach (var reference in table.References)
        {
            if (tables.FirstOrDefault(candidate => candidate.Name == reference.TablePlan) is not { } parent)
            {
                problems.Add(
                    ProblemCodes.UnknownTablePlan,
                    reference.Line,
                    $"{Spelling.Show(reference.TablePlan)} is no table plan of this plan.",
                    Spelling.Suggest(reference.TablePlan, tables.Select(candidate => candidate.Name).OfType<string>(), "Name one that this plan has."));
            }
            else if (parent.Key.Count > 0 && parent.Key.Count != reference.From.Count)
            {
                problems.Add(
                    ProblemCodes.ReferenceKey,
                    reference.Line,
                    $"The reference has {reference.From.Count} column(s), the key of '{parent.Name}' has {parent.Key.Count}.",
                    $"Name the columns that hold {Spelling.List(parent.Key)}, in that order.");
            }
        }
    }
}
