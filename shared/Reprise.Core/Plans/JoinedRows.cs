namespace Reprise.Core.Plans;

/// <summary>Rows of another source table that a table plan reads beside its own: <c>alias.column</c> is a source column like any other.</summary>
/// <param name="As">Name by which rules know it.</param>
/// <param name="Table">Source table.</param>
/// <param name="On">Columns of it and those that they equal, all of them.</param>
/// <param name="Line">Line in the plan's file.</param>
public abstract record JoinedRows(string As, string Table, IReadOnlyList<JoinKey> On, int Line)
{
    /// <summary>Between the alias and the column.</summary>
    public const char Point = '.';

    /// <summary>The name of a column of it.</summary>
    public string Named(string column) => $"{As}{Point}{column}";

    /// <summary>The column of it that a name means; null = the name is none of its own.</summary>
    public string? ColumnOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > As.Length + 1 && name[As.Length] == Point && name.StartsWith(As, StringComparison.Ordinal) ? name[(As.Length + 1)..] : null;
    }
}

/// <summary>A column of a joined table and what it equals.</summary>
/// <param name="Column">Column of the joined table.</param>
/// <param name="To">Column of the table plan's own table, or <c>alias.column</c> of a table joined before.</param>
public sealed record JoinKey(string Column, string To);

/// <summary>At most one row of another table for each row of the table plan's own.</summary>
/// <param name="As">Name by which rules know it.</param>
/// <param name="Table">Source table.</param>
/// <param name="On">Columns of it and those that they equal.</param>
/// <param name="IsRequired">True: a row without one goes to quarantine. False: its columns are null then.</param>
/// <param name="Line">Line in the plan's file.</param>
public sealed record SourceJoin(string As, string Table, IReadOnlyList<JoinKey> On, bool IsRequired, int Line) : JoinedRows(As, Table, On, Line);

/// <summary>Attributes that another table keeps in rows of their own, name and value, as columns: <c>alias.attribute</c>.</summary>
/// <param name="As">Name by which rules know it.</param>
/// <param name="Table">Source table.</param>
/// <param name="On">Columns of it and those that they equal.</param>
/// <param name="Name">Column with the attribute's name.</param>
/// <param name="Value">Column with its value.</param>
/// <param name="Repeated">What becomes of an attribute that a row has several times.</param>
/// <param name="Line">Line in the plan's file.</param>
public sealed record SourcePivot(string As, string Table, IReadOnlyList<JoinKey> On, string Name, string Value, RepeatedAttribute Repeated, int Line) : JoinedRows(As, Table, On, Line);

/// <summary>What becomes of an attribute that a row has several times.</summary>
public enum RepeatedAttribute
{
    /// <summary>The row goes to quarantine.</summary>
    Quarantine,

    /// <summary>The one with the lowest key counts.</summary>
    First,

    /// <summary>The one with the highest key counts.</summary>
    Last,
}
