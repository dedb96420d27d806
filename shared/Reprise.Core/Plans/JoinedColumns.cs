using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Runs;

namespace Reprise.Core.Plans;

/// <summary>What tables joined to a source table add to its columns.</summary>
public static class JoinedColumns
{
    private const string CountSuffix = "#rows";

    private static readonly SourceColumn AnyText = new() { Name = string.Empty, DataType = "text", DeclaredType = "text" };

    /// <summary>The names of a joined table's columns that a table plan reads.</summary>
    internal static IEnumerable<string> Names(JoinedRows joined, IEnumerable<string> read) => read.Select(joined.ColumnOf).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns of a read that come from a joined table, with what each is of it. Names that it does not have are left out.</summary>
    /// <param name="joined">The joined table in the plan.</param>
    /// <param name="table">The same in the source.</param>
    /// <param name="names">Columns, or attributes.</param>
    public static IReadOnlyList<(SourceColumn Column, JoinedColumn From)> Of(JoinedRows joined, SourceTable table, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(joined);
        ArgumentNullException.ThrowIfNull(table);
        return joined is SourcePivot pivot
            ? [.. names.SelectMany(name => Attribute(pivot, table, name))]
            : [.. names.Select(table.Find).OfType<SourceColumn>().Select(column => (Renamed(table, column, joined.Named(column.Name)), new JoinedColumn(joined.Named(column.Name), column.Name)))];
    }

    /// <summary>What a table plan asks of the rows of a joined table.</summary>
    /// <param name="joined">The joined table in the plan.</param>
    /// <param name="table">The same in the source.</param>
    /// <param name="names">Columns, or attributes, that the table plan reads.</param>
    public static IEnumerable<JoinCondition> Conditions(JoinedRows joined, SourceTable table, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(joined);
        ArgumentNullException.ThrowIfNull(table);
        return joined switch
        {
            SourceJoin { IsRequired: true } => [new JoinCondition(joined.Named(table.Find(joined.On[0].Column)!.Name), joined.As, JoinTest.Present)],
            SourcePivot pivot when !IsSingle(pivot, table) => names.Select(name => new JoinCondition(
                joined.Named(name) + CountSuffix,
                joined.Named(name),
                pivot.Repeated == RepeatedAttribute.Quarantine ? JoinTest.Single : JoinTest.SingleOrCounted)),
            _ => [],
        };
    }

    /// <summary>How the attributes of a table are read.</summary>
    public static PivotRead Read(SourcePivot pivot, SourceTable table)
    {
        ArgumentNullException.ThrowIfNull(pivot);
        ArgumentNullException.ThrowIfNull(table);
        return new PivotRead(table.Find(pivot.Name)!.Name, table.Find(pivot.Value)!.Name, IsSingle(pivot, table) ? [] : RowKey.Of(table), pivot.Repeated == RepeatedAttribute.Last);
    }

    /// <summary>True when one row at most has such values in some columns.</summary>
    internal static bool IsUnique(SourceTable table, IEnumerable<string> columns)
    {
        var among = columns.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return (table.PrimaryKey.Count > 0 && table.PrimaryKey.All(among.Contains))
            || table.Indexes.Any(index => index.IsUnique && index.Parts.All(part => part is { Column: { } column, PrefixLength: null } && among.Contains(column)));
    }

    /// <summary>True when the source keeps an attribute from being there twice.</summary>
    internal static bool IsSingle(SourcePivot pivot, SourceTable table) => IsUnique(table, pivot.On.Select(key => key.Column).Append(pivot.Name));

    private static IEnumerable<(SourceColumn, JoinedColumn)> Attribute(SourcePivot pivot, SourceTable table, string name)
    {
        yield return (Renamed(table, table.Find(pivot.Value) ?? AnyText, pivot.Named(name)), new JoinedColumn(pivot.Named(name), name));
        if (!IsSingle(pivot, table))
        {
            var count = pivot.Named(name) + CountSuffix;
            yield return (new SourceColumn { Name = count, DataType = "bigint", DeclaredType = "bigint", IsNullable = false }, new JoinedColumn(count, name, IsCount: true));
        }
    }

    /// <summary>Where there is no row its columns are null. MariaDB's JSON is known by a check of its own table.</summary>
    private static SourceColumn Renamed(SourceTable table, SourceColumn column, string name) => column with
    {
        Name = name,
        IsNullable = true,
        IsAutoIncrement = false,
        Default = null,
        IsDefaultExpression = false,
        DataType = column.DataType == "longtext" && table.Checks.Any(check => JsonCheck.IsOf(check, column)) ? "json" : column.DataType,
    };
}
