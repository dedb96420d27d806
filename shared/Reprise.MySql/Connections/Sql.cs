namespace Reprise.MySql.Connections;

/// <summary>The one place where names become SQL. Values never do: they are parameters.</summary>
internal static class Sql
{
    /// <summary>A quoted identifier.</summary>
    public static string Quote(string identifier) => $"`{identifier.Replace("`", "``", StringComparison.Ordinal)}`";

    /// <summary>Name of a character set or collation, which the server gave us and which takes no quotes.</summary>
    /// <exception cref="ArgumentException">It is not made of letters, digits and underscores.</exception>
    public static string Charset(string name) =>
        name.Length > 0 && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? name
            : throw new ArgumentException("Not the name of a character set or collation.", nameof(name));

    /// <summary>Text of whatever character set as its bytes in UTF-8, which no collation compares and no driver decodes.</summary>
    public static string Utf8(string expression) => $"CAST(CONVERT({expression} USING utf8mb4) AS BINARY)";
}
