namespace Reprise.MySql.Connections;

/// <summary>Statements that give the account what it lacks.</summary>
internal static class Grants
{
    /// <summary>The statement for a database. The account stays a placeholder: it is part of a connection string, which appears in no message.</summary>
    public static string On(string privileges, string database) =>
        // In a grant on a database, _ and % are wildcards unless escaped: https://dev.mysql.com/doc/refman/8.4/en/grant.html
        $"GRANT {privileges} ON {Sql.Quote(database.Replace("_", "\\_", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal))}.* TO 'account'@'host';";

    /// <summary>The same as advice.</summary>
    public static string Remedy(string privileges, SourceSettings settings) =>
        $"As an administrator: {On(privileges, settings.Database)} (with the account of the entity's connection string).";
}
