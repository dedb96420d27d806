using Reprise.Core.Catalogs;

namespace Reprise.Core.Mapping.Types;

/// <summary>MariaDB's JSON type is an alias: a longtext with <c>CHECK (json_valid(`column`))</c>. See https://mariadb.com/kb/en/json/.</summary>
internal static class JsonCheck
{
    /// <summary>True when the check says that the column holds valid JSON, and nothing else.</summary>
    public static bool IsOf(SourceCheck check, SourceColumn column) =>
        string.Equals(Bare(check.Expression), $"json_valid{Bare(column.Name)}", StringComparison.OrdinalIgnoreCase);

    private static string Bare(string expression) => string.Concat(expression.Where(letter => letter is not ('`' or '(' or ')' or ' ')));
}
