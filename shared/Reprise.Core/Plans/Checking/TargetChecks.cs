using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Checking;

/// <summary>Does the target have what the plan writes, and does the plan write what the target wants?</summary>
internal sealed class TargetChecks(TargetCatalog target, FileProblems problems)
{
    public void Check(CheckedTable table)
    {
        if (table.Target is not { } found)
        {
            problems.Add(
                ProblemCodes.UnknownTargetTable,
                table.Plan.Line,
                $"Table plan '{table.Plan.Name}': the target has no table {Spelling.Show(table.Plan.To.ToString())}.",
                Spelling.Suggest(table.Plan.To.ToString(), target.Tables.Select(candidate => candidate.Name.ToString()), "Name a table of the application, with its schema."));
            return;
        }

        CheckId(table, found);
        CheckRuled(table.Plan, found);
        CheckUnruled(table.Plan, found);
    }

    private void CheckId(CheckedTable table, TargetTable found)
    {
        var rule = table.Plan.Id;
        if (table.Id is not { } id)
        {
            ReportUnknownColumn(found, rule.Column, table.Plan.Line);
            return;
        }

        if (!IsTypeOf(rule.Strategy, id.Type.Kind))
        {
            var wanted = rule.Strategy == IdStrategy.Uuid ? "uuid" : "integer or bigint";
            problems.Add(
                ProblemCodes.IdType,
                table.Plan.Line,
                $"Table plan '{table.Plan.Name}': the id column '{id.Name}' is not {wanted}.",
                "Choose the strategy that fits the column's type: uuid, or identity for numbers.");
        }
        else if (rule.Strategy == IdStrategy.Identity && id.Sequence is null)
        {
            problems.Add(
                ProblemCodes.IdWithoutSequence,
                table.Plan.Line,
                $"Table plan '{table.Plan.Name}': no sequence numbers the id column '{id.Name}'.",
                $"The application needs an identity column, or Doctrine's sequence '{found.Name.Table}_{id.Name}_seq'.");
        }

        if (!IsUniqueAlone(found, id.Name))
        {
            problems.Add(
                ProblemCodes.IdNotUnique,
                table.Plan.Line,
                $"Table plan '{table.Plan.Name}': the column '{id.Name}' is neither the primary key of {found.Name} nor unique by itself.",
                "Name the column that identifies a record.");
        }
    }

    private static bool IsTypeOf(IdStrategy strategy, PgKind kind) =>
        strategy == IdStrategy.Uuid ? kind == PgKind.Uuid : kind is PgKind.Int2 or PgKind.Int4 or PgKind.Int8;

    private static bool IsUniqueAlone(TargetTable table, string column) =>
        (table.PrimaryKey.Count == 1 && table.PrimaryKey[0] == column)
        || table.UniqueIndexes.Any(index => index is { Predicate: null, Expressions.Count: 1 } && index.Expressions[0].Trim('"') == column);

    private void CheckRuled(TablePlan plan, TargetTable found)
    {
        foreach (var rule in plan.Columns)
        {
            switch (found.Find(rule.Column))
            {
                case null:
                    ReportUnknownColumn(found, rule.Column, rule.Line);
                    break;
                case { IsGenerated: true } generated:
                    problems.Add(ProblemCodes.GeneratedColumn, rule.Line, $"PostgreSQL computes the column '{generated.Name}' of {found.Name} itself.", "Remove the rule.");
                    break;
                default:
                    break;
            }
        }
    }

    private void CheckUnruled(TablePlan plan, TargetTable found)
    {
        var filled = plan.Columns.Select(rule => rule.Column).Append(plan.Id.Column).ToHashSet();
        var wanting = found.Columns.Where(column => column is { IsNullable: false, HasDefault: false, IsIdentity: false, IsGenerated: false });
        foreach (var column in wanting.Where(column => !filled.Contains(column.Name)))
        {
            problems.Add(
                ProblemCodes.MissingRule,
                plan.Line,
                $"Table plan '{plan.Name}': the column '{column.Name}' of {found.Name} wants a value, has no default, and no rule fills it.",
                $"Add a rule, such as '{column.Name}: SOURCE_COLUMN' or '{column.Name}: {{ value: … }}'.");
        }
    }

    private void ReportUnknownColumn(TargetTable table, string column, int line) => problems.Add(
        ProblemCodes.UnknownTargetColumn,
        line,
        $"The target table {table.Name} has no column {Spelling.Show(column)}.",
        Spelling.Suggest(column, table.Columns.Select(candidate => candidate.Name), "Name one of its columns."));
}
