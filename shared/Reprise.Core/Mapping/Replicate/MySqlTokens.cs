using System.Globalization;
using System.Text;

namespace Reprise.Core.Mapping.Replicate;

/// <summary>What a token is.</summary>
internal enum MySqlTokenKind
{
    /// <summary>Keyword, function or unquoted name.</summary>
    Word,

    /// <summary>A name in backticks.</summary>
    Name,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A string, unquoted.</summary>
    String,

    /// <summary>An operator, bracket or comma.</summary>
    Symbol,
}

/// <summary>A token of a MySQL expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without quotes.</param>
internal readonly record struct MySqlToken(MySqlTokenKind Kind, string Text);

/// <summary>Cuts a MySQL expression, as the catalog spells it, into tokens.</summary>
internal static class MySqlTokens
{
    private static readonly string[] LongSymbols = ["<=>", "<>", "!=", "<=", ">=", "&&", "||", "->"];

    /// <summary>The tokens; empty when the text cannot be read.</summary>
    public static IReadOnlyList<MySqlToken> Read(string text)
    {
        var tokens = new List<MySqlToken>();
        var position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            if (Next(text, ref position) is not { } token)
            {
                return [];
            }

            if (token.Kind == MySqlTokenKind.String && tokens is [.., { Kind: MySqlTokenKind.Word } introducer] && introducer.Text.StartsWith('_'))
            {
                if (!IsRead(introducer.Text, token.Text))
                {
                    return [];
                }

                tokens.RemoveAt(tokens.Count - 1);
            }

            tokens.Add(token);
        }

        return tokens;
    }

    /// <summary>True when a string after the name of a character set is the text that it seems: the bytes of another one were read as UTF-8.</summary>
    private static bool IsRead(string introducer, string text) =>
        introducer.StartsWith("_utf8", StringComparison.OrdinalIgnoreCase) || (introducer is "_latin1" or "_ascii" && text.All(char.IsAscii));

    private static MySqlToken? Next(string text, ref int position)
    {
        var first = text[position];
        if (first is '`' or '\'')
        {
            return Quoted(text, first, ref position) is { } quoted
                ? new MySqlToken(first == '`' ? MySqlTokenKind.Name : MySqlTokenKind.String, quoted)
                : null;
        }

        var start = position;
        if (char.IsAsciiDigit(first))
        {
            position = End(text, position, letter => char.IsAsciiDigit(letter) || letter == '.');
            return decimal.TryParse(text.AsSpan(start, position - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
                ? new MySqlToken(MySqlTokenKind.Number, text[start..position])
                : null;
        }

        if (char.IsLetter(first) || first == '_')
        {
            position = End(text, position, letter => char.IsLetterOrDigit(letter) || letter is '_' or '$');
            return new MySqlToken(MySqlTokenKind.Word, text[start..position]);
        }

        var symbol = LongSymbols.FirstOrDefault(candidate => string.CompareOrdinal(text, start, candidate, 0, candidate.Length) == 0) ?? first.ToString();
        position += symbol.Length;
        return new MySqlToken(MySqlTokenKind.Symbol, symbol);
    }

    private static int End(string text, int position, Func<char, bool> belongs)
    {
        while (position < text.Length && belongs(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Reads what is between quotes; null when they do not close or a backslash is in it, whose meaning depends on the SQL mode.</summary>
    private static string? Quoted(string text, char quote, ref int position)
    {
        var value = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '\\')
            {
                return null;
            }

            if (text[position] == quote)
            {
                if (position + 1 >= text.Length || text[position + 1] != quote)
                {
                    position++;
                    return value.ToString();
                }

                position++;
            }

            value.Append(text[position]);
        }

        return null;
    }
}
