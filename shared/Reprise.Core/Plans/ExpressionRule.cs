using System.Text.Json.Serialization;

namespace Reprise.Core.Plans;

/// <summary>What a PostgreSQL expression gives for each row.</summary>
/// <param name="Column">Target column.</param>
/// <param name="Sql">The expression, over the target columns that the table plan fills and over <paramref name="With"/>.</param>
/// <param name="With">Values of the source by the names that the expression knows them by.</param>
/// <param name="Line">Line in the plan's file.</param>
public sealed record ExpressionRule(string Column, string Sql, IReadOnlyList<SourceInput> With, int Line) : DerivedRule(Column, Line)
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<SourceInput> Inputs => With;

    /// <inheritdoc/>
    public override DerivedRule WithInputs(IReadOnlyList<SourceInput> inputs) => this with { With = inputs };

    /// <summary>
    /// Rules whose columns expressions of a table plan may speak of: values are there when expressions are evaluated. Those of other expressions
    /// are not, nor are references within the table plan, whose ids come later.
    /// </summary>
    /// <param name="rules">Rules of the table plan.</param>
    /// <param name="tablePlan">Its name.</param>
    public static IEnumerable<ColumnRule> Speakable(IEnumerable<ColumnRule> rules, string tablePlan) =>
        rules.Where(rule => rule is not ExpressionRule && !(rule is ReferenceRule reference && reference.TablePlan == tablePlan));
}
