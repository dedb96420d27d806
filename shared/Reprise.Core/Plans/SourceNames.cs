using Reprise.Core.Quality;

namespace Reprise.Core.Plans;

/// <summary>Which source columns a table plan reads, by the names that the plan gives them.</summary>
public static class SourceNames
{
    /// <summary>Those of its rules and conditions, with the line that asks for each.</summary>
    public static IEnumerable<(string Column, int Line)> Of(TablePlan table) =>
        [.. table.Columns.SelectMany(Of), .. table.Where.Select(condition => (condition.Column, condition.Line))];

    /// <summary>Those that gates of the table plan add up.</summary>
    public static IEnumerable<string> Of(IEnumerable<QualityGate> gates, TablePlan table) =>
        from gate in gates
        where gate.Table == table.Name && gate.Groups is not null
        from name in gate.Groups!.SourceBy.Select(column => column.Name).Append(gate.Groups.Source)
        where name is not null
        select name;

    /// <summary>Those of a rule.</summary>
    public static IEnumerable<(string Column, int Line)> Of(ColumnRule rule) => rule switch
    {
        SourceColumnRule read => [(read.From, read.Line)],
        DerivedRule derived => derived.Inputs.Select(input => (input.From, derived.Line)),
        ReferenceRule reference => reference.From.Select(column => (column, reference.Line)),
        _ => [],
    };
}
