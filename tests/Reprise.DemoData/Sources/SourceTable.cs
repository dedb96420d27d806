namespace Reprise.DemoData.Sources;

/// <summary>A source table and its rows, made up while they are read: read them once, and tables in order.</summary>
internal sealed record SourceTable(string Name, IReadOnlyList<string> Columns, IEnumerable<object?[]> Rows);
