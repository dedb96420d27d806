using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Catalogs;

/// <summary>A row of information_schema.statistics: one part of an index.</summary>
/// <param name="Table">TABLE_NAME.</param>
/// <param name="Index">INDEX_NAME.</param>
/// <param name="IsUnique">True for UNIQUE.</param>
/// <param name="Kind">INDEX_TYPE.</param>
/// <param name="Part">The part.</param>
internal sealed record IndexRow(string Table, string Index, bool IsUnique, string Kind, SourceIndexPart Part)
{
    private const string Primary = "PRIMARY";

    /// <summary>Parts of all indexes in their order.</summary>
    public static string Query(SchemaFeatures features) => $"""
        SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, INDEX_TYPE, COLUMN_NAME, SUB_PART, COLLATION, {features.Column("STATISTICS", "EXPRESSION")}
        FROM information_schema.STATISTICS
        WHERE TABLE_SCHEMA = @database
        ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX
        """;

    /// <summary>Reads the current row.</summary>
    public static IndexRow Read(MySqlDataReader reader, ServerVersion version) => new(
        reader.Text(0),
        reader.Text(1),
        reader.NumberOrNull(2) == 0,
        reader.Text(3),
        new SourceIndexPart(
            reader.TextOrNull(4),
            reader.TextOrNull(7) is { } expression ? ExpressionText.Read(expression, version) : null,
            reader.NumberOrNull(5) is { } length ? (int)length : null,
            reader.Text(6) == "D"));

    /// <summary>
    /// The rows without the end of the period, which MariaDB appends to the unique keys of a table that keeps its history: among the current
    /// rows, which alone are read, the rest is unique, and it is what foreign keys refer to.
    /// </summary>
    public static IReadOnlyList<IndexRow> OfCurrentRows(IEnumerable<IndexRow> rows, IEnumerable<SourceColumn> columns)
    {
        var end = columns.FirstOrDefault(static column => string.Equals(column.GenerationExpression, "ROW END", StringComparison.OrdinalIgnoreCase))?.Name;
        return [.. rows.Where(row => end is null || row.Part.Column != end)];
    }

    /// <summary>Columns of the primary key.</summary>
    public static IReadOnlyList<string> PrimaryKey(IEnumerable<IndexRow> rows) =>
        [.. rows.Where(static row => row.Index == Primary).Select(static row => row.Part.Column ?? string.Empty)];

    /// <summary>All other indexes.</summary>
    public static IReadOnlyList<SourceIndex> Secondary(IEnumerable<IndexRow> rows) =>
    [
        .. rows.Where(static row => row.Index != Primary)
            .GroupBy(static row => row.Index, StringComparer.OrdinalIgnoreCase)
            .Select(static parts => new SourceIndex(parts.Key, parts.First().IsUnique, parts.First().Kind, [.. parts.Select(static row => row.Part)])),
    ];
}
