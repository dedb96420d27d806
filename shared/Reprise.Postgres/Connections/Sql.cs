using Reprise.Core.Catalogs;

namespace Reprise.Postgres.Connections;

/// <summary>The one place where names become SQL. Values never do: they are parameters.</summary>
internal static class Sql
{
    /// <summary>A quoted identifier.</summary>
    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A quoted, qualified name.</summary>
    public static string Quote(TableName name) => $"{Quote(name.Schema)}.{Quote(name.Table)}";

    /// <summary>Quoted identifiers joined by commas.</summary>
    public static string List(IEnumerable<string> identifiers) => string.Join(", ", identifiers.Select(Quote));

    /// <summary>A string literal, for DDL that takes no parameters (comments, defaults). Standard conforming strings are PostgreSQL's default.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
