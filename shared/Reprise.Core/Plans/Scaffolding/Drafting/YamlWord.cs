namespace Reprise.Core.Plans.Scaffolding.Drafting;

/// <summary>Writes names and comments so that YAML reads them back as they are.</summary>
internal static class YamlWord
{
    // What YAML 1.1 or 1.2 would read as something else than text.
    private static readonly HashSet<string> Meaningful = new(["null", "true", "false", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The name, in quotes where it needs them.</summary>
    public static string Of(string name) => IsPlain(name) ? name : $"\"{string.Concat(name.Select(Escaped))}\"";

    /// <summary>Names in brackets.</summary>
    public static string List(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(Of))}]";

    /// <summary>Text that stays on its line.</summary>
    public static string Comment(string text) => string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\u0085' ? '?' : letter));

    private static bool IsPlain(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.') && !Meaningful.Contains(name);

    private static string Escaped(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' => $"\\u{(int)letter:x4}",
        _ => letter.ToString(),
    };
}
