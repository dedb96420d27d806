using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Mapping.Filtering;

namespace Reprise.Core.Plans.Checking;

/// <summary>Does the source have what the plan reads?</summary>
internal sealed class SourceChecks(SourceCatalog source, FileProblems problems)
{
    public void Check(CheckedTable table)
    {
        if (table.Source is not { } found)
        {
            problems.Add(
                ProblemCodes.UnknownSourceTable,
                table.Plan.Line,
                $"Table plan '{table.Plan.Name}': the source has no table {Spelling.Show(table.Plan.From)}.",
                Spelling.Suggest(table.Plan.From, source.Tables.Select(candidate => candidate.Name), "Name a table of the source, or leave this table plan to entities that have it."));
            return;
        }

        CheckKey(table, found);
        foreach (var (column, line) in SourceNames.Of(table.Plan))
        {
            CheckColumn(table, found, column, line);
        }

        foreach (var condition in table.Plan.Where)
        {
            CheckCondition(condition, found.Find(condition.Column));
        }
    }

    private void CheckCondition(RowCondition condition, SourceColumn? column)
    {
        if (column is null || condition.Values.Count == 0)
        {
            return;
        }

        var form = ConditionForms.Of(column);
        var isOrdered = condition.Test is RowTest.AtLeast or RowTest.AtMost;
        if (form == ConditionForm.None || (form == ConditionForm.Text && isOrdered))
        {
            problems.Add(
                ProblemCodes.ImpossibleCondition,
                condition.Line,
                $"Values of the source column '{column.Name}' ({column.DataType}) cannot be compared {(isOrdered ? "as greater or smaller" : "with others")} so that it means the same everywhere.",
                isOrdered && form == ConditionForm.Text ? "Use 'in' or 'not_in', or compare numbers or dates." : "Ask 'is_null' or 'not_null', or another column.");
            return;
        }

        if (condition.Values.Any(value => ConditionForms.Of(value, column) is null))
        {
            problems.Add(
                ProblemCodes.ImpossibleCondition,
                condition.Line,
                $"The condition compares the source column '{column.Name}' ({column.DataType}) with what is no value of it.",
                form == ConditionForm.Number ? "Write digits, with a point for decimals." : "Write 2024-12-31, or where the column has a time 2024-12-31 23:59:59.");
        }
    }

    private void CheckKey(CheckedTable table, SourceTable found)
    {
        foreach (var column in table.Plan.Key)
        {
            CheckColumn(table, found, column, table.Plan.Line);
            CheckOwn(table, column);
        }

        if (table.Key.Count == 0)
        {
            problems.Add(
                ProblemCodes.NoSourceKey,
                table.Plan.Line,
                $"Table plan '{table.Plan.Name}': the source table '{found.Name}' has no primary key and the plan names none.",
                UniqueColumns(found) is { } unique ? $"Add 'key: [{string.Join(", ", unique)}]': these columns are unique." : "Add 'key' with the columns that identify a row.");
        }
    }

    /// <summary>A row is known by what is its own: a joined row may be missing, or change.</summary>
    private void CheckOwn(CheckedTable table, string column)
    {
        if (table.Plan.Joined.FirstOrDefault(joined => joined.ColumnOf(column) is not null) is { } joined)
        {
            problems.Add(ProblemCodes.ImpossibleJoin, table.Plan.Line, $"Table plan '{table.Plan.Name}': {Spelling.Show(column)} of the key is of the joined table {Spelling.Show(joined.Table)}.", $"Name columns of {Spelling.Show(table.Plan.From)}.");
        }
    }

    private static List<string>? UniqueColumns(SourceTable table) => table.Indexes
        .Where(index => index.IsUnique && index.Parts.All(part => part is { Column: { } column, PrefixLength: null } && table.Find(column) is { IsNullable: false }))
        .Select(index => index.Parts.Select(part => part.Column).OfType<string>().ToList())
        .FirstOrDefault();

    private void CheckColumn(CheckedTable plan, SourceTable table, string column, int line)
    {
        // Of a joined table that is not there nothing more needs to be said.
        if (table.Find(column) is null && !plan.Plan.Joined.Any(joined => joined.ColumnOf(column) is not null && source.Find(joined.Table) is null))
        {
            problems.Add(
                ProblemCodes.UnknownSourceColumn,
                line,
                $"The source table '{table.Name}' has no column {Spelling.Show(column)}.",
                Spelling.Suggest(column, table.Columns.Select(candidate => candidate.Name), "Name one of its columns."));
        }
    }
}
