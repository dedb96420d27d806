using System.Text;

namespace Reprise.Core.Plans.Scaffolding.Naming;

/// <summary>Takes names apart: at signs, digits and capitals, in lower case and without accents.</summary>
internal static class NameLetters
{
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ";
    private const string Bare = "aaaaaaceeeeiiiinooooouuuuyy";

    /// <summary>The parts: <c>DateDébut2</c> is <c>date</c>, <c>debut</c>, <c>2</c>.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && part.Length > 0 && Breaks(name, i))
            {
                parts.Add(part.ToString());
                part.Clear();
            }

            if (char.IsLetterOrDigit(name[i]))
            {
                part.Append(Fold(char.ToLowerInvariant(name[i])));
            }
        }

        if (part.Length > 0)
        {
            parts.Add(part.ToString());
        }

        return parts;
    }

    /// <summary>Without the plural's ending.</summary>
    public static string Singular(string word) => word.Length > 3 && word[^1] is 's' or 'x' ? word[..^1] : word;

    private static bool Breaks(string name, int at) =>
        !char.IsLetterOrDigit(name[at])
        || (char.IsDigit(name[at]) != char.IsDigit(name[at - 1]))
        || (char.IsUpper(name[at]) && char.IsLower(name[at - 1]));

    private static string Fold(char letter) => letter switch
    {
        'œ' => "oe",
        'æ' => "ae",
        _ => Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Bare[at].ToString() : letter.ToString(),
    };
}
