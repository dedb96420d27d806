using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Mapping;
using Reprise.Core.Quality;

namespace Reprise.Core.Plans.Checking;

/// <summary>Can the source give one row, or one value, of each joined table for each row?</summary>
internal sealed class JoinChecks(SourceCatalog source, IReadOnlyList<QualityGate> gates, FileProblems problems)
{
    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>The source table with the columns of those that the table plan joins to it; what cannot be joined is reported.</summary>
    public SourceTable? Extend(TablePlan plan)
    {
        var extended = source.Find(plan.From);
        foreach (var joined in plan.Joined)
        {
            if (source.Find(joined.Table) is not { } table)
            {
                problems.Add(
                    ProblemCodes.UnknownSourceTable,
                    joined.Line,
                    $"Table plan '{plan.Name}' joins a table {Spelling.Show(joined.Table)}, which the source does not have.",
                    Spelling.Suggest(joined.Table, source.Tables.Select(candidate => candidate.Name), "Name a table of the source, or leave the join to entities that have it."));
            }
            else if (extended is not null)
            {
                extended = With(extended, plan, joined, table);
            }
        }

        return extended;
    }

    private SourceTable With(SourceTable own, TablePlan plan, JoinedRows joined, SourceTable table)
    {
        if (joined.As.Equals(plan.From, StringComparison.OrdinalIgnoreCase) || own.Columns.Any(column => joined.ColumnOf(column.Name) is not null))
        {
            problems.Add(ProblemCodes.JoinAlias, joined.Line, $"The alias '{joined.As}' is what the source calls its table, or the beginning of a column's name.", "Choose another one.");
        }

        if (CheckKeys(joined, table, own) && joined is SourceJoin && !JoinedColumns.IsUnique(table, joined.On.Select(key => key.Column)))
        {
            Report(
                joined,
                $"nothing keeps several rows of '{table.Name}' from having the same {Columns(joined)}, which would multiply the rows of '{own.Name}'",
                "Join by a unique key of it; read attributes that it keeps in rows with 'pivot'; or turn it round: a table plan from it with a reference.");
        }

        if (joined is SourcePivot pivot)
        {
            CheckPivot(pivot, table, plan);
        }

        var names = joined is SourcePivot ? Attributes(joined, plan) : table.Columns.Select(column => column.Name);
        return own with { Columns = [.. own.Columns, .. JoinedColumns.Of(joined, table, names).Select(column => column.Column)] };
    }

    /// <summary>Attributes whatever their names are: they are looked for in rows.</summary>
    private IEnumerable<string> Attributes(JoinedRows joined, TablePlan plan) =>
        JoinedColumns.Names(joined, SourceNames.Of(plan).Select(read => read.Column).Concat(SourceNames.Of(gates, plan)));

    private bool CheckKeys(JoinedRows joined, SourceTable table, SourceTable own)
    {
        var fits = true;
        foreach (var key in joined.On)
        {
            var column = Known(joined, table, key.Column);
            var to = Known(joined, own, key.To);
            fits &= column is not null && to is not null;
            if (column is not null && to is not null && !JoinTypes.Compare(column, to))
            {
                fits = false;
                Report(
                    joined,
                    $"'{table.Name}.{column.Name}' ({JoinTypes.Describe(column)}) and '{own.Name}.{to.Name}' ({JoinTypes.Describe(to)}) are not compared so that equal means equal",
                    "Join by whole numbers, by texts of one collation, or by dates or bytes of one type.");
            }
        }

        return fits;
    }

    private void CheckPivot(SourcePivot pivot, SourceTable table, TablePlan plan)
    {
        var name = Known(pivot, table, pivot.Name);
        if (Known(pivot, table, pivot.Value) is null || name is null)
        {
            return;
        }

        if (!JoinTypes.IsText(name) && !(JoinTypes.IsInteger(name) && Attributes(pivot, plan).All(attribute => attribute.Length > 0 && attribute.All(letter => Array.IndexOf(Digits, letter) >= 0))))
        {
            Report(pivot, $"'{table.Name}.{name.Name}' ({name.DataType}) holds no names of attributes", "Name a column of text, or one of whole numbers and attributes by number.");
        }

        if (!table.Indexes.Select(index => index.Parts[0].Column).Concat(table.PrimaryKey.Take(1)).Any(first => pivot.On.Any(key => string.Equals(key.Column, first, StringComparison.OrdinalIgnoreCase))))
        {
            Report(pivot, $"no index of '{table.Name}' begins with {Columns(pivot)}, so that all of it would be read for every row", "Have the entity add one, or map it by a table plan of its own.");
        }

        if (!JoinedColumns.IsSingle(pivot, table) && RowKey.Of(table).Count == 0)
        {
            Report(pivot, $"'{table.Name}' has no key by which the first of several values could be told", "Have the entity give it one.");
        }
    }

    private SourceColumn? Known(JoinedRows joined, SourceTable table, string name)
    {
        if (table.Find(name) is { } column)
        {
            return column;
        }

        problems.Add(
            ProblemCodes.UnknownSourceColumn,
            joined.Line,
            $"The join as '{joined.As}': the source table '{table.Name}' has no column {Spelling.Show(name)}.",
            Spelling.Suggest(name, table.Columns.Select(candidate => candidate.Name), "Name one of its columns, or one of a table joined before, such as extra.id."));
        return null;
    }

    private static string Columns(JoinedRows joined) => Spelling.List(joined.On.Select(key => key.Column));

    private void Report(JoinedRows joined, string what, string remedy) => problems.Add(ProblemCodes.ImpossibleJoin, joined.Line, $"The join as '{joined.As}': {what}.", remedy);
}
