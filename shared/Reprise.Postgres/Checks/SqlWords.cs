using System.Text.RegularExpressions;

namespace Reprise.Postgres.Checks;

/// <summary>Names in an SQL expression, which may be functions.</summary>
internal static partial class SqlWords
{
    /// <summary>The names, in lower case where they are not quoted; what stands in text is none.</summary>
    public static IReadOnlyList<string> Of(string sql) =>
        [.. Word().Matches(sql).Where(match => match.Value[0] != '\'').Select(match => match.Value[0] == '"' ? match.Value[1..^1] : match.Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex("""'[^']*'|"[^"]*"|[\p{L}_][\p{L}\p{N}_$]*""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
