using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Quality;

namespace Reprise.Postgres.Resolving;

/// <summary>The expression of a rule as SQL over one row, in which it finds the names that it may speak of and what they are.</summary>
/// <param name="rule">The rule.</param>
/// <param name="column">Its target column.</param>
internal sealed class ExpressionSql(ExpressionRule rule, TargetColumn column)
{
    /// <summary>
    /// The value, cast to the column's type without its length and precision: assigned to the column, PostgreSQL refuses text that is too long, where a cast
    /// would cut it, and rounds numbers and times as it does for any statement.
    /// </summary>
    private string Value => column.Type.Kind == PgKind.Other ? $"(({rule.Sql})::{PgTypes.Sql(column.Type)})::text" : $"({rule.Sql})::{GateCondition.Compared(column.Type)}";

    /// <summary>The value for a row, to be assigned to the staged column.</summary>
    /// <param name="names">What the expression may speak of: name and SQL of its value.</param>
    public string Of(IEnumerable<(string Name, string Sql)> names) => $"(SELECT {Value} FROM {Relation(names)})";

    /// <summary>The value in the column's type, as the column would have it.</summary>
    /// <param name="names">What the expression may speak of: name and SQL of its value.</param>
    public string Assigned(IEnumerable<(string Name, string Sql)> names) => $"(SELECT (({rule.Sql})::{GateCondition.Compared(column.Type)})::{PgTypes.Sql(column.Type)} FROM {Relation(names)})";

    /// <summary>A statement that returns no row and that PostgreSQL takes if it takes the expression. In WHERE it refuses what speaks of several rows or gives several.</summary>
    /// <param name="names">What the expression may speak of: name and SQL of its value.</param>
    public string Question(IEnumerable<(string Name, string Sql)> names) => $"SELECT 1 FROM {Relation(names)} WHERE $1 AND ({Value}) IS NULL";

    /// <summary>Names and types of what the expression may speak of.</summary>
    /// <param name="rules">Rules of its table plan that it may speak of.</param>
    /// <param name="target">Target table.</param>
    public IEnumerable<(string Name, PgType Type)> Typed(IEnumerable<ColumnRule> rules, TargetTable target)
    {
        var inputs = rule.Inputs.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        return rules.Select(other => target.Find(other.Column)).OfType<TargetColumn>().Where(other => !inputs.Contains(other.Name)).Select(other => (other.Name, other.Type))
            .Concat(rule.Inputs.Select(input => (input.Name, input.AsColumn().Type)));
    }

    private static string Relation(IEnumerable<(string Name, string Sql)> names) =>
        $"(SELECT {string.Join(", ", names.Select(name => $"{name.Sql} AS {Sql.Quote(name.Name)}").DefaultIfEmpty("1"))}) AS r";
}
