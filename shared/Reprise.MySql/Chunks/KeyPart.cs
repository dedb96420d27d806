using System.Globalization;
using MySqlConnector;
using Reprise.Core.Catalogs;
using Reprise.MySql.Catalogs;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Chunks;

/// <summary>One column of a key: how its values are printed as bounds and how a bound becomes a typed value again.</summary>
/// <remarks>
/// A bound must compare with the column by the column's own rules and without converting the column, or no index is used. So every bound is
/// given the column's type in SQL. Text gets the column's collation: <c>é</c> and <c>e</c> are one key where the source says so.
/// </remarks>
internal sealed class KeyPart
{
    private const char Unprintable = '\ufffd';

    private static readonly Func<string, object> Text = static bound => bound;
    private static readonly Func<string, object> Signed = static bound => long.Parse(bound, CultureInfo.InvariantCulture);
    private static readonly Func<string, object> Unsigned = static bound => ulong.Parse(bound, CultureInfo.InvariantCulture);
    private static readonly Func<string, object> Floating = static bound => double.Parse(bound, CultureInfo.InvariantCulture);

    private readonly string _printed;
    private readonly string _typed;
    private readonly Func<string, object> _parse;

    /// <summary>A part.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="column">The column.</param>
    /// <param name="printed">SQL format that prints a value.</param>
    /// <param name="typed">SQL format that gives a printed value the column's type.</param>
    /// <param name="parse">Makes the parameter of a printed value.</param>
    private KeyPart(string table, SourceColumn column, string printed, string typed, Func<string, object> parse)
    {
        Name = $"{Sql.Quote(table)}.{Sql.Quote(column.Name)}";
        IsInteger = column.DataType is "tinyint" or "smallint" or "mediumint" or "int" or "bigint";
        _printed = string.Format(CultureInfo.InvariantCulture, printed, Name);
        _typed = typed;
        _parse = parse;
    }

    /// <summary>Quoted name of the column, with the table's: tables that are joined to it may have one of the same name.</summary>
    public string Name { get; }

    /// <summary>True for integers, over which ranges can be computed.</summary>
    public bool IsInteger { get; }

    /// <summary>
    /// SQL that prints the value, or NULL where the printed value would not be equal to the key when it comes back: a zero date or a byte
    /// that its character set does not know. Such a key is no bound. A bound that turned into NULL would hide rows.
    /// </summary>
    public string Printed => $"IF({Name} = {Bound(_printed)}, {_printed}, NULL)";

    /// <summary>The part for a column, or null when its type is not known well enough to cut by it.</summary>
    public static KeyPart? For(string table, SourceColumn column) => column.DataType switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" => new KeyPart(table, column, "{0}", "{0}", column.IsUnsigned ? Unsigned : Signed),
        "year" => new KeyPart(table, column, "CAST({0} AS UNSIGNED)", "{0}", Signed),
        "bit" => new KeyPart(table, column, "CAST({0} AS UNSIGNED)", "{0}", Unsigned),
        // ENUM sorts by index, and compares by index with an integer only.
        "enum" => new KeyPart(table, column, "CAST({0} + 0 AS UNSIGNED)", "CAST({0} AS UNSIGNED)", Unsigned),
        "decimal" => new KeyPart(table, column, "CAST({0} AS CHAR)", $"CAST({{0}} AS DECIMAL({column.Precision}, {column.Scale}))", Text),
        // Adding 0e0 makes a double of a float, which alone would be printed with six digits.
        "float" or "double" => new KeyPart(table, column, "({0} + 0e0)", "{0}", Floating),
        "date" => new KeyPart(table, column, "CAST({0} AS CHAR)", "CAST({0} AS DATE)", Text),
        "datetime" or "timestamp" => new KeyPart(table, column, "CAST({0} AS CHAR)", "CAST({0} AS DATETIME(6))", Text),
        "time" => new KeyPart(table, column, "CAST({0} AS CHAR)", "CAST({0} AS TIME(6))", Text),
        "uuid" or "inet6" or "inet4" => new KeyPart(table, column, "CAST({0} AS CHAR)", $"CAST({{0}} AS {column.DataType})", Text),
        "binary" or "varbinary" or "tinyblob" or "blob" or "mediumblob" or "longblob" => new KeyPart(table, column, "HEX({0})", "UNHEX({0})", Text),
        "char" or "varchar" or "tinytext" or "text" or "mediumtext" or "longtext" when column is { Charset: { } charset, Collation: { } collation } =>
            new KeyPart(table, column, "CONVERT({0} USING utf8mb4)", $"CONVERT({{0}} USING {Sql.Charset(charset)}) COLLATE {Sql.Charset(collation)}", Text),
        _ => null,
    };

    /// <summary>SQL of a printed value, or of a parameter that holds one, with the column's type.</summary>
    public string Bound(string printed) => string.Format(CultureInfo.InvariantCulture, _typed, printed);

    /// <summary>A printed bound as the value of a parameter.</summary>
    public object Parse(string bound) => _parse(bound);

    /// <summary>Reads what <see cref="Printed"/> selected; null when the key is no bound.</summary>
    public static string? Read(MySqlDataReader reader, int ordinal) => reader.GetValue(ordinal) switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        // Bounds are kept as PostgreSQL text, which has no U+0000.
        string text => text.Contains('\0', StringComparison.Ordinal) || text.Contains(Unprintable, StringComparison.Ordinal) ? null : text,
        _ => reader.TextOrNull(ordinal),
    };
}
