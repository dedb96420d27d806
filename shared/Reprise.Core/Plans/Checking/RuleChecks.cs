using Reprise.Core.Catalogs;
using Reprise.Core.Configuration;
using Reprise.Core.Configuration.Loading;
using Reprise.Core.Mapping.Types;

namespace Reprise.Core.Plans.Checking;

/// <summary>Can the values that a rule writes ever be values of its column?</summary>
internal sealed class RuleChecks(Func<SourceColumn, PgType, bool> canConvert, FileProblems problems)
{
    private static readonly PgType Text = new(PgKind.Text);
    private static readonly SourceColumn AnyText = new() { Name = string.Empty, DataType = "text", DeclaredType = "text" };

    public void Check(CheckedTable table)
    {
        foreach (var rule in table.Plan.Columns)
        {
            if (table.Target?.Find(rule.Column) is { IsGenerated: false } column)
            {
                CheckRule(rule, column, table.Source);
            }
        }
    }

    private void CheckRule(ColumnRule rule, TargetColumn column, SourceTable? source)
    {
        switch (rule)
        {
            case SourceColumnRule read:
                CheckConversion(read, column, source?.Find(read.From));
                CheckOrder(read, column, source?.Find(read.From));
                CheckOtherwise(read, column, source?.Find(read.From));
                CheckMisfits(read, column);
                CheckMap(read, column, source?.Find(read.From));
                break;
            case ConstantRule { Value: null }:
                RefuseNull("The rule writes null", column, rule.Line, "Write a value.");
                break;
            case ConstantRule { Value: { } value } when !ConstantForm.Fits(value, column.Type):
                ReportConstant("value", column, rule.Line);
                break;
            case EntityRule when !TakesText(column.Type.Kind):
                problems.Add(
                    ProblemCodes.ImpossibleConversion,
                    rule.Line,
                    $"An entity's code or name is text, and the column '{column.Name}' is {Describe(column.Type)}.",
                    "Write it to a text column.");
                break;
            case ReferenceRule { Missing: MissingParent.Null }:
                RefuseNull("Where the parent is missing the rule writes null", column, rule.Line, "Remove 'missing: null': such rows then go to quarantine.");
                break;
            default:
                break;
        }
    }

    private void CheckConversion(SourceColumnRule rule, TargetColumn column, SourceColumn? from)
    {
        if (from is not null && !(rule.HasTextRules ? canConvert(from, Text) && canConvert(AnyText, column.Type) : canConvert(from, column.Type)))
        {
            problems.Add(
                ProblemCodes.ImpossibleConversion,
                rule.Line,
                $"No value of the source column '{from.Name}' ({from.DataType}) has a form in '{column.Name}' ({Describe(column.Type)}).",
                "Read another column, or write to another one.");
        }
    }

    private void CheckOrder(SourceColumnRule rule, TargetColumn column, SourceColumn? from)
    {
        if (rule.UuidOrder is not null && from is not null && !(SourceTypes.IsBinary(from.DataType) && column.Type.Kind == PgKind.Uuid))
        {
            problems.Add(
                ProblemCodes.UnusedUuidOrder,
                rule.Line,
                $"Only bytes that become a uuid have an order; the source column '{from.Name}' is {from.DataType}, and '{column.Name}' is {Describe(column.Type)}.",
                "Remove 'uuid_order'.");
        }
    }

    private void CheckOtherwise(SourceColumnRule rule, TargetColumn column, SourceColumn? from)
    {
        if (rule.Otherwise is { } text && !Fits(text, rule, column, from))
        {
            ReportConstant("otherwise", column, rule.Line);
        }
    }

    private void CheckMisfits(SourceColumnRule rule, TargetColumn column)
    {
        if (rule.Invalid == MisfitOutcome.Null)
        {
            RefuseNull("Where a normaliser refuses a value the rule writes null", column, rule.Line, "Remove 'invalid: null': such rows then go to quarantine.");
        }

        if (rule.Map?.Unknown == MisfitOutcome.Null)
        {
            RefuseNull("Where the map does not have a value the rule writes null", column, rule.Line, "Remove 'unknown: null': such rows then go to quarantine.");
        }
    }

    private void CheckMap(SourceColumnRule rule, TargetColumn column, SourceColumn? from)
    {
        foreach (var entry in rule.Map?.Entries ?? [])
        {
            if (entry.To is null)
            {
                RefuseNull("The map writes null", column, entry.Line, "Write a value.");
            }
            else if (!Fits(entry.To, rule, column, from))
            {
                ReportConstant("map", column, entry.Line);
            }
        }

        if (rule.Map?.UnknownText is { } text && !Fits(text, rule, column, from))
        {
            ReportConstant("unknown", column, rule.Line);
        }
    }

    private static bool Fits(string text, SourceColumnRule rule, TargetColumn column, SourceColumn? from) =>
        from is null ? ConstantForm.Fits(text, column.Type) : ConstantForm.FitsAmong(text, rule, from, column.Type);

    private void ReportConstant(string key, TargetColumn column, int line) => problems.Add(
        ProblemCodes.InvalidConstant,
        line,
        $"What '{key}' says is no value of the column '{column.Name}' ({Describe(column.Type)}).",
        ConstantForm.Advice(column.Type));

    private void RefuseNull(string what, TargetColumn column, int line, string remedy)
    {
        if (!column.IsNullable)
        {
            problems.Add(ProblemCodes.NullRefused, line, $"{what}, which the column '{column.Name}' refuses.", remedy);
        }
    }

    private static bool TakesText(PgKind kind) => kind is PgKind.Text or PgKind.Varchar or PgKind.Char or PgKind.Other;

    private static string Describe(PgType type) => type.Name ?? type.Kind.ToString().ToLowerInvariant();
}
