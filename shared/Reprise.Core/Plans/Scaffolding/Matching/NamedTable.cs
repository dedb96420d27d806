using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Plans.Scaffolding.Content;
using Reprise.Core.Plans.Scaffolding.Naming;

namespace Reprise.Core.Plans.Scaffolding.Matching;

/// <summary>A source table with the words of its names.</summary>
/// <param name="Table">The table.</param>
/// <param name="Words">Words of its name.</param>
/// <param name="Columns">Its columns in order.</param>
internal sealed record NamedSource(SourceTable Table, NameWords Words, IReadOnlyList<NamedSourceColumn> Columns)
{
    /// <summary>Columns that identify a row; empty = none.</summary>
    public IReadOnlyList<string> Key { get; } = RowKey.Of(Table);

    /// <summary>Columns whose values a target column may want: numbers that the server counts and times that it sets are none.</summary>
    public IReadOnlyList<NamedSourceColumn> Carriers { get; } = [.. Columns.Where(column => column.Column is { IsAutoIncrement: false, UpdatesItself: false })];

    /// <summary>The tables of a catalog.</summary>
    public static IReadOnlyList<NamedSource> All(SourceCatalog catalog, IReadOnlyList<ColumnSample> samples)
    {
        var prefix = NamePrefixes.Of([.. catalog.Tables.Select(table => table.Name)]);
        var byColumn = samples.ToDictionary(sample => (sample.Table, sample.Column));
        return [.. catalog.Tables.Select(table => Of(table, prefix, column => byColumn.GetValueOrDefault((table.Name, column))))];
    }

    /// <summary>The column of that name.</summary>
    public NamedSourceColumn Find(string column) => Columns.First(candidate => string.Equals(candidate.Column.Name, column, StringComparison.OrdinalIgnoreCase));

    private static NamedSource Of(SourceTable table, string prefix, Func<string, ColumnSample?> sample)
    {
        var words = NameWords.Of(table.Name, prefix);
        var columnPrefix = NamePrefixes.Of([.. table.Columns.Select(column => column.Name)]);
        return new NamedSource(table, words, [.. table.Columns.Select(column => new NamedSourceColumn(
            column,
            NameWords.Of(column.Name, columnPrefix).Within(words),
            TypeLikeness.Family(column),
            sample(column.Name)))]);
    }
}

/// <summary>A source column with the words of its name and what its values look like.</summary>
internal sealed record NamedSourceColumn(SourceColumn Column, NameWords Words, ValueFamily Family, ColumnSample? Sample);

/// <summary>A target table with the words of its names.</summary>
/// <param name="Table">The table.</param>
/// <param name="Words">Words of its name.</param>
/// <param name="Columns">Its columns that a plan writes, the id not among them.</param>
internal sealed record NamedTarget(TargetTable Table, NameWords Words, IReadOnlyList<NamedTargetColumn> Columns)
{
    /// <summary>The id column; null when no single column identifies a record.</summary>
    public TargetColumn? Id { get; } = Table.PrimaryKey is [var id] ? Table.Find(id) : null;

    /// <summary>The tables of a catalog that a plan may write to.</summary>
    public static IReadOnlyList<NamedTarget> All(TargetCatalog catalog, Func<TableName, bool> isWritable) =>
        [.. catalog.Tables.Where(table => isWritable(table.Name)).OrderBy(table => table.Name.ToString(), StringComparer.Ordinal).Select(Of)];

    private static NamedTarget Of(TargetTable table)
    {
        var words = NameWords.Of(table.Name.Table);
        var columns = table.Columns.Where(column => !column.IsGenerated && !(table.PrimaryKey is [var id] && id == column.Name));
        return new NamedTarget(table, words, [.. columns.Select(column => new NamedTargetColumn(
            column,
            NameWords.Of(column.Name).Within(words),
            table.ForeignKeys.FirstOrDefault(key => key.Columns is [var only] && only == column.Name)))]);
    }
}

/// <summary>A target column with the words of its name and where it refers to.</summary>
internal sealed record NamedTargetColumn(TargetColumn Column, NameWords Words, TargetForeignKey? Reference)
{
    /// <summary>True when a record cannot do without a value.</summary>
    public bool IsRequired => Column is { IsNullable: false, HasDefault: false, IsIdentity: false };
}
