using Reprise.Core.Catalogs;
using Reprise.Core.Plans;

namespace Reprise.Core.Ports;

/// <summary>An expression of a rule that the server is asked about.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Table">Its target table, which has the rule's column.</param>
/// <param name="Speakable">Rules whose columns it may speak of.</param>
public sealed record ExpressionInPlan(ExpressionRule Rule, TargetTable Table, IReadOnlyList<ColumnRule> Speakable);
