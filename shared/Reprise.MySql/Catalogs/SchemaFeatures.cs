using Reprise.MySql.Connections;

namespace Reprise.MySql.Catalogs;

/// <summary>Which columns information_schema itself has: asked, not derived from version numbers.</summary>
internal sealed class SchemaFeatures
{
    private const string Query = """
        SELECT TABLE_NAME, COLUMN_NAME
        FROM information_schema.COLUMNS
        WHERE TABLE_SCHEMA = 'information_schema' AND TABLE_NAME IN ('COLUMNS', 'STATISTICS', 'CHECK_CONSTRAINTS')
        """;

    private readonly HashSet<string> _columns;

    private SchemaFeatures(IEnumerable<string> columns) => _columns = new HashSet<string>(columns, StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks the server.</summary>
    public static async Task<SchemaFeatures> ReadAsync(SourceSession session, CancellationToken cancellationToken) =>
        new(await session.QueryAsync(Query, static reader => $"{reader.Text(0)}.{reader.Text(1)}", CatalogReader.Work, cancellationToken));

    /// <summary>True when the view has the column.</summary>
    public bool Has(string view, string column) => _columns.Contains($"{view}.{column}");

    /// <summary>The column where there is one, else NULL in its place.</summary>
    public string Column(string view, string column) => Has(view, column) ? column : "NULL";
}
