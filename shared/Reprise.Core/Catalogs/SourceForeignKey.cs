namespace Reprise.Core.Catalogs;

/// <summary>A declared foreign key of the source.</summary>
/// <param name="Name">Constraint name.</param>
/// <param name="Columns">Referencing columns.</param>
/// <param name="ReferencedTable">Table referred to, in the same database.</param>
/// <param name="ReferencedColumns">Columns referred to, in the order of <paramref name="Columns"/>.</param>
/// <param name="OnDelete">DELETE_RULE: <c>RESTRICT</c>, <c>CASCADE</c>, <c>SET NULL</c>, <c>NO ACTION</c>.</param>
/// <param name="OnUpdate">UPDATE_RULE.</param>
public sealed record SourceForeignKey(
    string Name,
    IReadOnlyList<string> Columns,
    string ReferencedTable,
    IReadOnlyList<string> ReferencedColumns,
    string OnDelete,
    string OnUpdate);

/// <summary>A CHECK constraint of the source.</summary>
/// <param name="Name">Constraint name.</param>
/// <param name="Expression">CHECK_CLAUSE in the source's spelling.</param>
public sealed record SourceCheck(string Name, string Expression)
{
    /// <summary>False when the server lets rows break it (MySQL's NOT ENFORCED).</summary>
    public bool IsEnforced { get; init; } = true;
}
