using System.Globalization;
using MySqlConnector;

namespace Reprise.MySql.Catalogs;

/// <summary>Cells of information_schema, whose types differ from version to version. Not for table data.</summary>
internal static class Cells
{
    /// <summary>Text; empty for NULL.</summary>
    public static string Text(this MySqlDataReader reader, int ordinal) => reader.TextOrNull(ordinal) ?? string.Empty;

    /// <summary>Text, or null. MySQL 8 gives some texts as blobs.</summary>
    public static string? TextOrNull(this MySqlDataReader reader, int ordinal) => reader.GetValue(ordinal) switch
    {
        DBNull => null,
        string text => text,
        byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>A number up to 2^64-1, or null.</summary>
    public static decimal? NumberOrNull(this MySqlDataReader reader, int ordinal) => reader.GetValue(ordinal) switch
    {
        DBNull => null,
        var value => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
    };
}
