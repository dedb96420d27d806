using Reprise.Core.Plans;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Following;

/// <summary>The column that marks a record as deleted, as SQL over the record <c>t</c>.</summary>
/// <param name="Name">Quoted column.</param>
/// <param name="Value">What is written into it.</param>
/// <param name="IsMarked">True for a record that is marked already.</param>
/// <param name="Values">Its parameter's value, if it has one.</param>
internal sealed record SoftDeleteColumn(string Name, string Value, string IsMarked, object?[] Values)
{
    /// <param name="resolution">Table plan.</param>
    /// <param name="mark">What marks a record.</param>
    /// <param name="parameter">Number of the parameter that the value becomes.</param>
    public static SoftDeleteColumn Of(Resolution resolution, SoftDelete mark, int parameter)
    {
        var column = resolution.Table.Target.Find(mark.Column) ?? throw new InvalidOperationException($"{resolution.Table.Target.Name} has no column {mark.Column}; planning let it through.");
        var (name, type) = (Sql.Quote(column.Name), PgTypes.Sql(column.Type));
        return mark.Value is { } value
            ? new SoftDeleteColumn(name, $"${parameter}::text::{type}", $"t.{name} IS NOT DISTINCT FROM ${parameter}::text::{type}", [value])
            : new SoftDeleteColumn(name, $"now()::{type}", $"t.{name} IS NOT NULL", []);
    }
}
