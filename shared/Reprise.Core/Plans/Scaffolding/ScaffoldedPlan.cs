using System.Collections.Immutable;
using Reprise.Core.Problems;

namespace Reprise.Core.Plans.Scaffolding;

/// <summary>A first plan.</summary>
/// <param name="Text">What <c>plan.yaml</c> says.</param>
/// <param name="Tables">Its table plans, those written as comments too.</param>
/// <param name="Unmapped">Source tables for which no target is proposed.</param>
/// <param name="Blockers">What a person has to settle before 'reprise check' passes; empty = it passes.</param>
public sealed record ScaffoldedPlan(string Text, IReadOnlyList<ScaffoldedTable> Tables, IReadOnlyList<string> Unmapped, ImmutableArray<Problem> Blockers);

/// <summary>A table plan of a <see cref="ScaffoldedPlan"/>.</summary>
/// <param name="Table">Name.</param>
/// <param name="From">Source table.</param>
/// <param name="To">Target table.</param>
/// <param name="Confidence">From 0 to 1.</param>
/// <param name="Written">False when it is written as a comment.</param>
/// <param name="Rules">Columns with a rule.</param>
/// <param name="Uncertain">Columns whose rule is written as a comment.</param>
/// <param name="Required">Target columns that want a value and have no rule.</param>
/// <param name="Unused">Source columns that no rule reads.</param>
public sealed record ScaffoldedTable(
    string Table,
    string From,
    string To,
    double Confidence,
    bool Written,
    int Rules,
    int Uncertain,
    IReadOnlyList<string> Required,
    IReadOnlyList<string> Unused);
