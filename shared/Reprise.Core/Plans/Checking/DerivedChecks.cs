using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;

namespace Reprise.Core.Plans.Checking;

/// <summary>Can rules whose values PostgreSQL works out be worked out? What it has to say about expressions is asked of it afterwards.</summary>
/// <param name="target">The application's database.</param>
/// <param name="canConvert">False for a source column whose values never have a form in a type.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class DerivedChecks(TargetCatalog target, Func<SourceColumn, PgType, bool> canConvert, FileProblems problems)
{
    public void Check(CheckedTable table)
    {
        foreach (var rule in table.Plan.Columns.OfType<DerivedRule>())
        {
            if (rule is LookupRule lookup)
            {
                CheckLookup(lookup, table);
            }
            else
            {
                CheckInputs(rule, rule.Inputs, table.Source);
            }
        }
    }

    private void CheckInputs(DerivedRule rule, IEnumerable<SourceInput> inputs, SourceTable? source)
    {
        foreach (var input in inputs)
        {
            if (source?.Find(input.From) is { } from && !canConvert(from, input.AsColumn().Type))
            {
                problems.Add(
                    ProblemCodes.ImpossibleConversion,
                    rule.Line,
                    $"No value of the source column '{from.Name}' ({from.DataType}) has a form in the type of '{input.Name}'.",
                    "Read another column, or name another type.");
            }
        }
    }

    private void CheckLookup(LookupRule rule, CheckedTable table)
    {
        if (target.Find(rule.Table) is not { } looked)
        {
            problems.Add(
                ProblemCodes.UnknownTargetTable,
                rule.Line,
                $"The target has no table {Spelling.Show(rule.Table.ToString())} to look up.",
                Spelling.Suggest(rule.Table.ToString(), target.Tables.Select(candidate => candidate.Name.ToString()), "Name a table of the application, with its schema."));
            return;
        }

        foreach (var name in rule.By.Select(by => by.Name).Append(rule.Return).OfType<string>().Where(name => looked.Find(name) is null))
        {
            problems.Add(
                ProblemCodes.UnknownTargetColumn,
                rule.Line,
                $"The target table {looked.Name} has no column {Spelling.Show(name)}.",
                Spelling.Suggest(name, looked.Columns.Select(candidate => candidate.Name), "Name one of its columns."));
        }

        CheckInputs(rule, rule.By.Where(by => looked.Find(by.Name) is not null).Select(by => by with { Type = looked.Find(by.Name)!.Type }), table.Source);
        foreach (var by in rule.By.Where(by => looked.Find(by.Name) is { Type.Kind: PgKind.Json }))
        {
            Report(rule, $"values of '{by.Name}' are json, which PostgreSQL does not compare.", "Look the record up by another column.");
        }

        if (rule.Return is null && looked.PrimaryKey.Count != 1)
        {
            Report(rule, $"{looked.Name} has no primary key of one column.", "Say with 'return' which of its columns is written.");
            return;
        }

        if (table.Target is { } own && own.Find(rule.Column) is { IsGenerated: false } column && looked.Find(rule.Return ?? looked.PrimaryKey[0]) is { } returned)
        {
            CheckValue(rule, own, column, looked, returned);
        }
    }

    private void CheckValue(LookupRule rule, TargetTable own, TargetColumn column, TargetTable looked, TargetColumn returned)
    {
        if (column.Type.Kind != returned.Type.Kind || (column.Type.Length > 0 && column.Type.Length < returned.Type.Length))
        {
            Report(rule, $"the column '{column.Name}' does not take the values of '{returned.Name}' of {looked.Name}: their types differ.", "Return a column of the same type.");
        }
        else if (own.ForeignKeys.FirstOrDefault(key => key.Columns is [var only] && only == column.Name) is { } key && !(key.ReferencedTable == looked.Name && key.ReferencedColumns is [var referenced] && referenced == returned.Name))
        {
            problems.Add(
                ProblemCodes.ReferenceTarget,
                rule.Line,
                $"The foreign key '{key.Name}' leads from '{column.Name}' to {key.ReferencedTable}, the lookup to '{returned.Name}' of {looked.Name}.",
                $"Look up {key.ReferencedTable}.");
        }

        if (rule.Missing == MissingRecord.Null && !column.IsNullable)
        {
            problems.Add(ProblemCodes.NullRefused, rule.Line, $"Where the record is missing the rule writes null, which the column '{column.Name}' refuses.", "Remove 'missing: null': such rows then go to quarantine.");
        }
        else if (rule.MissingText is { } text && !ConstantForm.Fits(text, column.Type))
        {
            problems.Add(ProblemCodes.InvalidConstant, rule.Line, $"What 'missing' says is no value of the column '{column.Name}'.", ConstantForm.Advice(column.Type));
        }
    }

    private void Report(LookupRule rule, string what, string remedy) => problems.Add(ProblemCodes.ImpossibleLookup, rule.Line, $"The lookup of the column '{rule.Column}': {what}", remedy);
}
