namespace Reprise.Core.Plans.Checking;

/// <summary>Which source columns a plan reads, each with the line that says so.</summary>
internal static class PlanReads
{
    public static IEnumerable<(string Column, int Line)> Of(TablePlan table) =>
        table.Key.Select(column => (column, table.Line)).Concat(table.Columns.SelectMany(Of)).Concat(table.Where.Select(condition => (condition.Column, condition.Line)));

    public static IEnumerable<(string Column, int Line)> Of(ColumnRule rule) => rule switch
    {
        SourceColumnRule read => [(read.From, read.Line)],
        DerivedRule derived => derived.Inputs.Select(input => (input.From, derived.Line)),
        ReferenceRule reference => reference.From.Select(column => (column, reference.Line)),
        _ => [],
    };
}
