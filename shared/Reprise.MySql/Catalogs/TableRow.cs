using MySqlConnector;

namespace Reprise.MySql.Catalogs;

/// <summary>A row of information_schema.tables.</summary>
/// <param name="Name">TABLE_NAME.</param>
/// <param name="Type">TABLE_TYPE.</param>
/// <param name="Engine">ENGINE; empty for views and for tables that cannot be opened.</param>
/// <param name="IsTransactional">TRANSACTIONS of the engine.</param>
/// <param name="Rows">TABLE_ROWS.</param>
/// <param name="Bytes">DATA_LENGTH.</param>
/// <param name="Comment">TABLE_COMMENT.</param>
/// <param name="AutoIncrement">AUTO_INCREMENT.</param>
/// <param name="IsPartitioned">CREATE_OPTIONS say so.</param>
internal sealed record TableRow(
    string Name,
    string Type,
    string Engine,
    bool IsTransactional,
    long Rows,
    long Bytes,
    string Comment,
    ulong? AutoIncrement,
    bool IsPartitioned)
{
    /// <summary>All tables and views.</summary>
    public const string Query = """
        SELECT t.TABLE_NAME, t.TABLE_TYPE, t.ENGINE, e.TRANSACTIONS, t.TABLE_ROWS, t.DATA_LENGTH, t.TABLE_COMMENT, t.AUTO_INCREMENT, t.CREATE_OPTIONS
        FROM information_schema.TABLES t
        LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE
        WHERE t.TABLE_SCHEMA = @database
        """;

    /// <summary>True for tables that hold rows of their own. MariaDB's system-versioned ones do: their current rows are read.</summary>
    public bool IsBaseTable => Type == "BASE TABLE" || IsSystemVersioned;

    /// <summary>True for a table that keeps the history of its rows.</summary>
    public bool IsSystemVersioned => Type == "SYSTEM VERSIONED";

    /// <summary>True for a view.</summary>
    public bool IsView => Type == "VIEW";

    /// <summary>Reads the current row.</summary>
    public static TableRow Read(MySqlDataReader reader) => new(
        reader.Text(0),
        reader.Text(1),
        reader.Text(2),
        string.Equals(reader.Text(3), "YES", StringComparison.OrdinalIgnoreCase),
        Count(reader, 4),
        Count(reader, 5),
        reader.Text(6),
        reader.NumberOrNull(7) is { } next ? (ulong)next : null,
        reader.Text(8).Contains("partitioned", StringComparison.OrdinalIgnoreCase));

    // Partitioned and broken tables have been seen with estimates near 2^64.
    private static long Count(MySqlDataReader reader, int ordinal) => (long)Math.Min(reader.NumberOrNull(ordinal) ?? 0, long.MaxValue);
}
