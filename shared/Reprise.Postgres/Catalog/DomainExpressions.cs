using System.Text.RegularExpressions;

namespace Reprise.Postgres.Catalog;

/// <summary>Checks of domains, which speak of VALUE, as expressions over a column.</summary>
internal static partial class DomainExpressions
{
    /// <summary>The expression with the column in the place of VALUE. Literals and quoted names are passed over; the server spells a function or type of that name in lower case.</summary>
    public static string Over(string expression, string column) =>
        Token().Replace(expression, token => token.Value == "VALUE" ? column : token.Value);

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|\w+""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
