using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Loading;

/// <summary>Checks of a plan that need no catalog.</summary>
internal sealed class PlanChecks(FileProblems problems)
{
    public void Check(IReadOnlyList<TablePlanDocument> tables, IReadOnlyList<string> ignored, int ignoredLine)
    {
        CheckNames(tables);
        CheckParts(tables);
        foreach (var table in tables)
        {
            CheckColumns(table);
            CheckInputs(table);
            CheckReferences(table, tables);
        }

        foreach (var both in ignored.Where(name => tables.Any(table => table.From == name)))
        {
            problems.Add(ProblemCodes.IgnoredAndMapped, ignoredLine, $"The source table {Spelling.Show(both)} is ignored and mapped.", "Remove it from 'ignored', or its table plan.");
        }

        foreach (var both in tables.SelectMany(table => table.Joined).Where(joined => ignored.Contains(joined.Table)))
        {
            problems.Add(ProblemCodes.IgnoredAndMapped, ignoredLine, $"The source table {Spelling.Show(both.Table)} is ignored and joined as '{both.As}'.", "Remove it from 'ignored', or the join.");
        }

        new JoinPlanChecks(problems).Check(tables);
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

    /// <summary>Two table plans that make one record each of the same row need parts; where each has conditions, they may have shared the rows.</summary>
    private void CheckParts(IReadOnlyList<TablePlanDocument> tables)
    {
        foreach (var group in tables.Where(table => table.From is not null && table.To is not null).GroupBy(table => (table.From, table.To, table.Part)))
        {
            foreach (var other in group.Skip(1).Where(other => other.Where is { Count: 0 } || group.First().Where is { Count: 0 }))
            {
                problems.Add(
                    ProblemCodes.SameRecords,
                    other.Root.Line,
                    $"Table plan {Spelling.Show(other.Name ?? string.Empty)} makes records in {group.Key.To} of the rows of {Spelling.Show(group.Key.From!)} that {Spelling.Show(group.First().Name ?? string.Empty)} makes records of already.",
                    "Give each a part of the row, such as 'part: phone_2', or conditions ('where') that share the rows.");
            }
        }
    }

    private void CheckInputs(TablePlanDocument table)
    {
        foreach (var rule in table.Rules.OfType<ExpressionRule>())
        {
            foreach (var input in rule.With.Where(input => input.Name != rule.Column && table.RuledColumns.Contains(input.Name)))
            {
                problems.Add(
                    ProblemCodes.RuleExpression,
                    rule.Line,
                    $"In the expression of {Spelling.Show(rule.Column)}, {Spelling.Show(input.Name)} is an input and a target column with a rule.",
                    "Give the input another name.");
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
