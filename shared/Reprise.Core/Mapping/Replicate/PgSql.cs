namespace Reprise.Core.Mapping.Replicate;

/// <summary>The one place in Core where names and literals become PostgreSQL, for the expressions of a <see cref="TableDefinition"/>.</summary>
internal static class PgSql
{
    /// <summary>A quoted identifier.</summary>
    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A string literal; standard conforming strings are PostgreSQL's default.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
