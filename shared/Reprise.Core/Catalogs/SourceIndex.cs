namespace Reprise.Core.Catalogs;

/// <summary>A secondary index of the source.</summary>
/// <param name="Name">Its name, unique within the table.</param>
/// <param name="IsUnique">True for UNIQUE.</param>
/// <param name="Kind">INDEX_TYPE: <c>BTREE</c>, <c>HASH</c>, <c>FULLTEXT</c>, <c>SPATIAL</c>.</param>
/// <param name="Parts">Its parts in order.</param>
public sealed record SourceIndex(string Name, bool IsUnique, string Kind, IReadOnlyList<SourceIndexPart> Parts);

/// <summary>One part of an index.</summary>
/// <param name="Column">Column name; null for an expression (MySQL 8 functional key part).</param>
/// <param name="Expression">The expression in MySQL's spelling; null for a column.</param>
/// <param name="PrefixLength">Characters (bytes for binary types) that are indexed; null for all.</param>
/// <param name="IsDescending">True for DESC.</param>
public sealed record SourceIndexPart(string? Column, string? Expression, int? PrefixLength, bool IsDescending);
