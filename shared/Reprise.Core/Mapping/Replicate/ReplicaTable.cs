using Reprise.Core.Catalogs;
using Reprise.Core.Columns;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>A source table on its way to a definition.</summary>
/// <param name="source">The source table.</param>
/// <param name="name">Its name in the target.</param>
/// <param name="read">Columns as the snapshot has them.</param>
/// <param name="columns">Columns to create, by source column name.</param>
internal sealed class ReplicaTable(
    SourceTable source,
    string name,
    IReadOnlyList<BatchColumn> read,
    IReadOnlyDictionary<string, ColumnDefinition> columns)
{
    /// <summary>The source table.</summary>
    public SourceTable Source => source;

    /// <summary>Its name in the target.</summary>
    public string Name => name;

    /// <summary>Columns as the snapshot has them.</summary>
    public IReadOnlyList<BatchColumn> Read => read;

    /// <summary>Columns to create, by source column name.</summary>
    public IReadOnlyDictionary<string, ColumnDefinition> Columns => columns;

    /// <summary>The same in their order.</summary>
    public IReadOnlyList<ColumnDefinition> Ordered { get; } = [.. source.Columns.Select(column => columns[column.Name])];

    /// <summary>Names of constraints, which are unique in their table.</summary>
    public NameAllocator Constraints { get; } = new();

    /// <summary>Type of a source column's values in the snapshot.</summary>
    public ColumnType TypeOf(SourceColumn column) => read.First(candidate => candidate.Name == column.Name).Type;

    /// <summary>The column of a source column name.</summary>
    public ColumnDefinition? Find(string sourceColumn) => source.Find(sourceColumn) is { } column ? columns[column.Name] : null;
}
