using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Plans;
using Reprise.Core.Runs;

namespace Reprise.Core.Mapping;

/// <summary>How the source tables of a mapped plan are read: each once, with what its table plans join to it.</summary>
/// <param name="plan">A plan that fits the source.</param>
/// <param name="catalog">The source.</param>
public sealed class SourceReads(Plan plan, SourceCatalog catalog)
{
    /// <summary>Tables of which columns are read, those that are joined among them.</summary>
    public IReadOnlyList<SourceTable> Tables =>
        [.. plan.Tables.Select(table => table.From).Concat(plan.Tables.SelectMany(table => table.Joined).Select(joined => joined.Table)).Distinct(StringComparer.Ordinal).Select(name => catalog.Find(name)!)];

    /// <summary>The reads.</summary>
    /// <param name="profiles">What the values of <see cref="Tables"/> say.</param>
    public IReadOnlyList<SourceRead> Build(IReadOnlyList<ColumnProfile> profiles) =>
        [.. plan.Tables.Select(table => table.From).Distinct(StringComparer.Ordinal).Select(name => Joined(Of(catalog.Find(name)!, profiles), profiles))];

    /// <summary>What a table plan asks of the rows joined to its own.</summary>
    public IReadOnlyList<JoinCondition> Conditions(TablePlan table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. table.Joined.SelectMany(joined => JoinedColumns.Conditions(joined, catalog.Find(joined.Table)!, JoinedColumns.Names(joined, Names(table))))];
    }

    /// <summary>How a table alone is read; without profiles, as it is declared.</summary>
    public static SourceRead Of(SourceTable table, IReadOnlyList<ColumnProfile> profiles)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new SourceRead(
            table,
            [.. table.Columns.Select(column => new BatchColumn(column.Name, SnapshotTypes.For(table, column, Find(profiles, table.Name, column.Name))))],
            RowKey.Of(table));
    }

    private SourceRead Joined(SourceRead read, IReadOnlyList<ColumnProfile> profiles)
    {
        var users = plan.Tables.Where(table => table.From == read.Table.Name).ToList();
        foreach (var group in users.SelectMany(table => table.Joined.Select(joined => (Joined: joined, Names: Wanted(joined, table)))).GroupBy(user => user.Joined.As))
        {
            read = With(read, group.First().Joined, [.. group.SelectMany(user => user.Names).Distinct(StringComparer.OrdinalIgnoreCase)], profiles);
        }

        return read;
    }

    private SourceRead With(SourceRead read, JoinedRows joined, IReadOnlyList<string> names, IReadOnlyList<ColumnProfile> profiles)
    {
        var table = catalog.Find(joined.Table)!;
        var columns = JoinedColumns.Of(joined, table, names);
        var on = joined.On.Select(key => new JoinKey(table.Find(key.Column)!.Name, Resolve(key.To, read)));
        return read with
        {
            Table = read.Table with { Columns = [.. read.Table.Columns, .. columns.Select(column => column.Column)] },
            Columns = [.. read.Columns, .. columns.Select(column => new BatchColumn(column.Column.Name, SnapshotTypes.For(column.Column, Find(profiles, table.Name, Origin(joined, column.From)))))],
            Joined = [.. read.Joined, new JoinedRead(table, joined.As, [.. on], [.. columns.Select(column => column.From)]) { Pivot = joined is SourcePivot pivot ? JoinedColumns.Read(pivot, table) : null }],
        };
    }

    /// <summary>The name of a column that a key is compared with: one of the table's own, or of a table joined before, which need not be read itself.</summary>
    private string Resolve(string name, SourceRead read)
    {
        foreach (var before in read.Joined.Where(before => before.Pivot is null && name.StartsWith(before.As + JoinedRows.Point, StringComparison.Ordinal)))
        {
            return before.As + JoinedRows.Point + before.Table.Find(name[(before.As.Length + 1)..])!.Name;
        }

        return read.Table.Find(name)!.Name;
    }

    /// <summary>What a table plan reads of a joined table, and the key by which it is seen whether there is a row.</summary>
    private IEnumerable<string> Wanted(JoinedRows joined, TablePlan table)
    {
        var names = JoinedColumns.Names(joined, Names(table));
        return joined is SourceJoin { IsRequired: true } ? names.Append(joined.On[0].Column) : names;
    }

    private IEnumerable<string> Names(TablePlan table) => SourceNames.Of(table).Select(read => read.Column).Concat(SourceNames.Of(plan.Gates, table));

    private static string Origin(JoinedRows joined, JoinedColumn column) => joined is SourcePivot pivot ? pivot.Value : column.Column;

    private static ColumnProfile? Find(IReadOnlyList<ColumnProfile> profiles, string table, string column) =>
        profiles.FirstOrDefault(profile => profile.Table == table && string.Equals(profile.Column, column, StringComparison.OrdinalIgnoreCase));
}
