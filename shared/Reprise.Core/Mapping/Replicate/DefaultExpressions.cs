using Reprise.Core.Catalogs;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>Default expressions that mean the same in PostgreSQL.</summary>
internal static class DefaultExpressions
{
    private const int UuidLength = 36;

    /// <summary>True for CURRENT_TIMESTAMP in any of its spellings.</summary>
    public static bool IsClock(string text) => Name(text) is "current_timestamp" or "now" or "localtime" or "localtimestamp";

    /// <summary>The expression in PostgreSQL; null when it is none of those known.</summary>
    public static string? Translate(string text, PgType type) => (Name(text), type.Kind) switch
    {
        ("current_timestamp" or "now" or "localtime" or "localtimestamp", PgKind.Timestamp or PgKind.TimestampTz) => $"CURRENT_TIMESTAMP({type.Precision})",
        ("current_timestamp" or "now" or "localtime" or "localtimestamp" or "curdate" or "current_date", PgKind.Date) => "CURRENT_DATE",
        ("utc_timestamp", PgKind.Timestamp) => "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')",
        ("utc_timestamp", PgKind.TimestampTz) => $"CURRENT_TIMESTAMP({type.Precision})",
        ("uuid", PgKind.Uuid) => "gen_random_uuid()",
        ("uuid", PgKind.Text) => "gen_random_uuid()::text",
        ("uuid", PgKind.Varchar) when type.Length >= UuidLength => "gen_random_uuid()::text",
        ("json_array", PgKind.Json) => "'[]'",
        ("json_object", PgKind.Json) => "'{}'",
        _ => null,
    };

    /// <summary>Reads an expression that is only a literal, such as <c>(0)</c> or <c>_utf8mb4'a'</c>.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="literal">The literal's text; null for NULL.</param>
    public static bool TryLiteral(string text, out string? literal)
    {
        var tokens = MySqlTokens.Read(Bare(text));
        literal = null;
        switch (tokens)
        {
            case [{ Kind: MySqlTokenKind.Number or MySqlTokenKind.String } token]:
                literal = token.Text;
                return true;
            case [{ Kind: MySqlTokenKind.Symbol, Text: "-" }, { Kind: MySqlTokenKind.Number } number]:
                literal = $"-{number.Text}";
                return true;
            case [{ Kind: MySqlTokenKind.Symbol, Text: "-" }, { Kind: MySqlTokenKind.Symbol, Text: "(" }, { Kind: MySqlTokenKind.Number } bracketed, { Kind: MySqlTokenKind.Symbol, Text: ")" }]:
                literal = $"-{bracketed.Text}";
                return true;
            case [{ Kind: MySqlTokenKind.Word } word]:
                literal = word.Text.ToLowerInvariant() switch { "true" => "1", "false" => "0", _ => null };
                return literal is not null || string.Equals(word.Text, "null", StringComparison.OrdinalIgnoreCase);
            default:
                return false;
        }
    }

    /// <summary>Name of a function call without arguments, or with a precision: <c>current_timestamp(6)</c> is <c>current_timestamp</c>.</summary>
    private static string? Name(string text)
    {
        var bare = Bare(text);
        var open = bare.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? bare : bare[..open];
        var rest = open < 0 ? [] : bare.AsSpan(open);
        var isCall = rest.IsEmpty || (rest[^1] == ')' && rest[1..^1].Trim().IndexOfAnyExceptInRange('0', '9') < 0);
        return isCall && name.All(letter => char.IsAsciiLetter(letter) || letter == '_') ? name.ToLowerInvariant() : null;
    }

    private static string Bare(string text)
    {
        var bare = text.Trim();
        while (bare.Length >= 2 && bare[0] == '(' && bare[^1] == ')' && Closes(bare))
        {
            bare = bare[1..^1].Trim();
        }

        return bare;
    }

    /// <summary>True when the first bracket closes at the very end.</summary>
    private static bool Closes(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i == text.Length - 1;
            }
        }

        return false;
    }
}
