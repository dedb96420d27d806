using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

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
        foreach (var (column, line) in table.Plan.Columns.SelectMany(Reads))
        {
            CheckColumn(found, column, line);
        }
    }

    private static IEnumerable<(string Column, int Line)> Reads(ColumnRule rule) => rule switch
    {
        SourceColumnRule read => [(read.From, read.Line)],
        ReferenceRule reference => reference.From.Select(column => (column, reference.Line)),
        _ => [],
    };

    private void CheckKey(CheckedTable table, SourceTable found)
    {
        foreach (var column in table.Plan.Key)
        {
            CheckColumn(found, column, table.Plan.Line);
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

    private static List<string>? UniqueColumns(SourceTable table) => table.Indexes
        .Where(index => index.IsUnique && index.Parts.All(part => part is { Column: { } column, PrefixLength: null } && table.Find(column) is { IsNullable: false }))
        .Select(index => index.Parts.Select(part => part.Column).OfType<string>().ToList())
        .FirstOrDefault();

    private void CheckColumn(SourceTable table, string column, int line)
    {
        if (table.Find(column) is null)
        {
            problems.Add(
                ProblemCodes.UnknownSourceColumn,
                line,
                $"The source table '{table.Name}' has no column {Spelling.Show(column)}.",
                Spelling.Suggest(column, table.Columns.Select(candidate => candidate.Name), "Name one of its columns."));
        }
    }
}
