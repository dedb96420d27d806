namespace Reprise.Core.Configuration.Loading;

/// <summary>Finds the word somebody probably meant, and shows words without showing what may be a secret.</summary>
internal static class Spelling
{
    private const int LongestShown = 64;

    /// <summary><c>Did you mean 'x'?</c> when one of the words is near enough, else <paramref name="otherwise"/>.</summary>
    public static string Suggest(string word, IEnumerable<string> words, string otherwise) =>
        Nearest(word, words) is { } nearest ? $"Did you mean '{nearest}'?" : otherwise;

    /// <summary>The word at the smallest edit distance, or null when none is near: about a third of its letters may differ.</summary>
    public static string? Nearest(string word, IEnumerable<string> words)
    {
        if (word.Length > LongestShown)
        {
            return null;
        }

        string? nearest = null;
        var smallest = Math.Max(1, (word.Length + 1) / 3) + 1;
        foreach (var candidate in words.Where(candidate => Math.Abs(candidate.Length - word.Length) < smallest))
        {
            var distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < smallest)
            {
                (nearest, smallest) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>The text in quotes when it looks like a name; otherwise it is not repeated, because it may be a secret in the wrong place.</summary>
    public static string Show(string text) =>
        text.Length is > 0 and <= LongestShown && text.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ' ') ? $"'{text}'" : "That";

    /// <summary>The words in quotes, joined by commas.</summary>
    public static string List(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));

    /// <summary>Optimal string alignment: insertion, deletion, replacement and the swap of neighbours count 1 each.</summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Step(rows, a, b, i, j);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Step(int[,] rows, string a, string b, int i, int j)
    {
        var same = a[i - 1] == b[j - 1] ? 0 : 1;
        var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + same);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }
}
