using Reprise.Core.Catalogs;

namespace Reprise.Core.Plans;

/// <summary>A value of the source that a target column is worked out from, without being published itself.</summary>
/// <param name="Name">Name by which the rule knows it: in an expression, or the column of the record looked up that it is compared with.</param>
/// <param name="From">Source column.</param>
/// <param name="Type">PostgreSQL type that it is converted to; null where the catalog of the target says it, until the run is planned.</param>
public sealed record SourceInput(string Name, string From, PgType? Type)
{
    private static readonly PgType Text = new(PgKind.Text);

    /// <summary>What its values are converted for: a column of its type that takes null.</summary>
    public TargetColumn AsColumn() => new(Name, Type ?? Text, IsNullable: true, HasDefault: false, IsIdentity: false, IsGenerated: false, Sequence: null);
}
