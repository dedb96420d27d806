using Reprise.Core.Catalogs;
using Reprise.Core.Plans;

namespace Reprise.Core.Runs;

/// <summary>Another table that is read beside the one of a <see cref="SourceRead"/>, in the same statement and so at the same point.</summary>
/// <param name="Table">The table as its catalog describes it.</param>
/// <param name="As">Its alias.</param>
/// <param name="On">Columns of it and the read columns that they equal.</param>
/// <param name="Columns">Columns of the read that come from it.</param>
public sealed record JoinedRead(SourceTable Table, string As, IReadOnlyList<JoinKey> On, IReadOnlyList<JoinedColumn> Columns)
{
    /// <summary>Where it keeps attributes in rows; null = at most one row of it meets each row, and its columns are read.</summary>
    public PivotRead? Pivot { get; init; }
}

/// <summary>A column of a read that comes from a joined table.</summary>
/// <param name="Name">Its name in the read.</param>
/// <param name="Column">Column of the joined table, or name of the attribute.</param>
/// <param name="IsCount">True: not the attribute's value, but in how many rows it is.</param>
public sealed record JoinedColumn(string Name, string Column, bool IsCount = false);

/// <summary>How attributes that are kept in rows are read.</summary>
/// <param name="Name">Column with the attribute's name.</param>
/// <param name="Value">Column with its value.</param>
/// <param name="Order">Columns by which the first of several is told; empty = there is never more than one.</param>
/// <param name="IsDescending">True: the last one counts.</param>
public sealed record PivotRead(string Name, string Value, IReadOnlyList<string> Order, bool IsDescending);

/// <summary>What a table plan asks of a joined table before it makes a record of a row.</summary>
/// <param name="Column">Column of the read that tells.</param>
/// <param name="About">What a person is told about: the alias, or the attribute.</param>
/// <param name="Test">What is asked.</param>
public sealed record JoinCondition(string Column, string About, JoinTest Test);

/// <summary>Tests of joined rows.</summary>
public enum JoinTest
{
    /// <summary>There is a row: the column, which equals a key, is not null.</summary>
    Present,

    /// <summary>The attribute is in one row at most: the column counts them.</summary>
    Single,

    /// <summary>As <see cref="Single"/>, but the row is migrated and counted.</summary>
    SingleOrCounted,
}
