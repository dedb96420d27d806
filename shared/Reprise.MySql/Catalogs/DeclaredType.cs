using System.Text;

namespace Reprise.MySql.Catalogs;

/// <summary>Reads COLUMN_TYPE, such as <c>int(10) unsigned zerofill</c> or <c>enum('a','b''c')</c>.</summary>
internal static class DeclaredType
{
    /// <summary>Labels of an ENUM or SET, unquoted and in order.</summary>
    public static IReadOnlyList<string> Labels(string declared)
    {
        var labels = new List<string>();
        var position = declared.IndexOf('(', StringComparison.Ordinal) + 1;
        while (position > 0 && position < declared.Length && declared[position] == '\'')
        {
            labels.Add(Quoted(declared, ref position));
            if (position < declared.Length && declared[position] == ',')
            {
                position++;
            }
        }

        return labels;
    }

    /// <summary>True for a literal in single quotes that ends where the text ends.</summary>
    public static bool TryUnquote(string text, out string literal)
    {
        literal = string.Empty;
        if (text.Length < 2 || text[0] != '\'')
        {
            return false;
        }

        var position = 0;
        literal = Quoted(text, ref position);
        return position == text.Length;
    }

    /// <summary>Resolves the escapes of a text without quotes around it.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var value = new StringBuilder(text.Length);
        for (var position = 0; position < text.Length; position++)
        {
            value.Append(text[position] == '\\' && position + 1 < text.Length ? Unescape(text[++position]) : text[position]);
        }

        return value.ToString();
    }

    /// <summary>Reads the quoted text at <paramref name="position"/> and moves behind it. The server doubles quotes and escapes what a terminal would not show.</summary>
    private static string Quoted(string text, ref int position)
    {
        var value = new StringBuilder();
        position++;
        while (position < text.Length)
        {
            var letter = text[position++];
            if (letter == '\'')
            {
                if (position >= text.Length || text[position] != '\'')
                {
                    break;
                }

                position++;
            }
            else if (letter == '\\' && position < text.Length)
            {
                letter = Unescape(text[position++]);
            }

            value.Append(letter);
        }

        return value.ToString();
    }

    private static char Unescape(char escaped) => escaped switch
    {
        '0' => '\0',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' => '\b',
        'Z' => '\u001a',
        _ => escaped,
    };
}
