namespace Reprise.Core.Quality;

/// <summary>Tells one SQL expression from text that would end the statement around it. It is put between parentheses, so it may not close them, nor hide them in a comment.</summary>
/// <remarks>
/// Whether the words make sense is PostgreSQL's to say. Its lexical rules: https://www.postgresql.org/docs/current/sql-syntax-lexical.html.
/// A gate speaks of one table: subqueries are refused, so that what it reads is what the report says it reads.
/// </remarks>
public static class SqlExpression
{
    private static readonly string[] Statements = ["SELECT", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE"];

    /// <summary>What is wrong with a text as an expression; null when nothing is.</summary>
    public static string? Misfit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var open = new Stack<char>();
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is '\'' or '"')
            {
                if ((at = EndOfQuoted(text, at)) < 0)
                {
                    return "a quotation mark is not closed";
                }
            }
            else if (IsOfWord(letter))
            {
                var end = EndOfWord(text, at);
                if (Statements.Contains(text[at..end], StringComparer.OrdinalIgnoreCase))
                {
                    return "it holds a query";
                }

                at = end - 1;
            }
            else if (Misplaced(text, at) is { } misfit)
            {
                return misfit;
            }
            else if (!Nests(open, letter))
            {
                return "its parentheses do not match";
            }
        }

        return open.Count == 0 ? null : "its parentheses do not match";
    }

    /// <summary>True when an expression speaks of a column.</summary>
    public static bool Speaks(string expression, string column)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(column);
        for (var at = expression.IndexOf(column, StringComparison.Ordinal); at >= 0; at = expression.IndexOf(column, at + 1, StringComparison.Ordinal))
        {
            var end = at + column.Length;
            if ((at == 0 || !IsOfName(expression[at - 1])) && (end == expression.Length || !IsOfName(expression[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Misplaced(string text, int at) => (text[at], at + 1 < text.Length ? text[at + 1] : ' ') switch
    {
        (';', _) => "a semicolon ends a statement",
        ('-', '-') or ('/', '*') => "it holds a comment",
        ('$', _) => "it holds a parameter or a dollar quotation",
        ('\0', _) => "it holds the character NUL",
        _ => null,
    };

    private static bool Nests(Stack<char> open, char letter)
    {
        if (letter is '(' or '[')
        {
            open.Push(letter);
        }

        return letter switch
        {
            ')' => open.TryPop(out var last) && last == '(',
            ']' => open.TryPop(out var last) && last == '[',
            _ => true,
        };
    }

    /// <summary>Index of the closing mark, or -1. A mark written twice stands for itself, and so does one behind a backslash in E'…'.</summary>
    private static int EndOfQuoted(string text, int start)
    {
        var escapes = text[start] == '\'' && start > 0 && text[start - 1] is 'e' or 'E';
        for (var at = start + 1; at < text.Length; at++)
        {
            if (escapes && text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == text[start])
            {
                if (at + 1 < text.Length && text[at + 1] == text[start])
                {
                    at++;
                    continue;
                }

                return at;
            }
        }

        return -1;
    }

    private static int EndOfWord(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsOfWord(text[end]))
        {
            end++;
        }

        return end;
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '$';

    private static bool IsOfWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
