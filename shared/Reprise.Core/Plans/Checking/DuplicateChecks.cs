using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Checking;

/// <summary>Are the columns by which duplicates are found columns that the plan fills?</summary>
internal static class DuplicateChecks
{
    public static void Check(CheckedTable table, FileProblems problems)
    {
        if (table is not { Plan.Duplicates: { } rule, Target: { } target })
        {
            return;
        }

        var filled = table.Plan.Columns.Where(column => column is not ReferenceRule).Select(column => column.Column).ToHashSet(StringComparer.Ordinal);
        foreach (var column in rule.Fields.Select(field => field.Column).Append(rule.By).OfType<string>().Concat(Taken(rule)).Concat(rule.Best.Select(best => best.DecidedBy).OfType<string>()).Distinct())
        {
            if (target.Find(column) is null)
            {
                problems.Add(
                    ProblemCodes.UnknownTargetColumn,
                    rule.Line,
                    $"Table plan '{table.Plan.Name}', duplicates: the target table {target.Name} has no column {Spelling.Show(column)}.",
                    Spelling.Suggest(column, target.Columns.Select(candidate => candidate.Name), "Name one of its columns."));
            }
            else if (!filled.Contains(column))
            {
                problems.Add(
                    ProblemCodes.MatchWithoutRule,
                    rule.Line,
                    $"Table plan '{table.Plan.Name}', duplicates: no rule fills the column {Spelling.Show(column)}, so that there is nothing to compare.",
                    "Compare target columns that 'columns' fills with values of the source.");
            }
            else if (Taken(rule).Contains(column) && table.Plan.Columns.First(other => other.Column == column) is DerivedRule)
            {
                problems.Add(
                    ProblemCodes.MatchWithoutRule,
                    rule.Line,
                    $"Table plan '{table.Plan.Name}', duplicates: the column {Spelling.Show(column)} is worked out for each row and cannot be filled from another one.",
                    "Fill columns whose rules have 'from'.");
            }
        }
    }

    /// <summary>Columns that a record may take from another row.</summary>
    private static IEnumerable<string> Taken(DuplicateRule rule) => [.. rule.Fill, .. rule.Best.Select(best => best.Column)];
}
