namespace Reprise.Core.Columns;

/// <summary>Name and type of one column of a batch or of a part.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Type">Type of its values.</param>
public sealed record BatchColumn(string Name, ColumnType Type);
