using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Catalogs;

/// <summary>A CHECK constraint.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Check">The constraint.</param>
internal sealed record CheckRow(string Table, SourceCheck Check)
{
    // MySQL: names are unique in the schema, and the table is elsewhere.
    private const string MySqlQuery = """
        SELECT t.TABLE_NAME, c.CONSTRAINT_NAME, c.CHECK_CLAUSE, t.ENFORCED
        FROM information_schema.CHECK_CONSTRAINTS c
        JOIN information_schema.TABLE_CONSTRAINTS t
          ON t.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND t.CONSTRAINT_NAME = c.CONSTRAINT_NAME AND t.CONSTRAINT_TYPE = 'CHECK'
        WHERE c.CONSTRAINT_SCHEMA = @database
        ORDER BY t.TABLE_NAME, c.CONSTRAINT_NAME
        """;

    // MariaDB: names are unique in the table.
    private const string MariaDbQuery = """
        SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, 'YES'
        FROM information_schema.CHECK_CONSTRAINTS
        WHERE CONSTRAINT_SCHEMA = @database
        ORDER BY TABLE_NAME, CONSTRAINT_NAME
        """;

    /// <summary>All constraints; null where the server keeps none or does not tell.</summary>
    public static string? Query(SchemaFeatures features) => features switch
    {
        _ when features.Has("CHECK_CONSTRAINTS", "TABLE_NAME") => MariaDbQuery,
        _ when features.Has("CHECK_CONSTRAINTS", "CHECK_CLAUSE") => MySqlQuery,
        _ => null,
    };

    /// <summary>Reads the current row.</summary>
    public static CheckRow Read(MySqlDataReader reader, ServerVersion version) =>
        new(reader.Text(0), new SourceCheck(reader.Text(1), ExpressionText.Read(reader.Text(2), version)) { IsEnforced = reader.Text(3) == "YES" });
}
