using System.Text;

namespace Reprise.DemoData.Text;

/// <summary>Text without accents, as old keyboards and e-mail addresses have it.</summary>
internal static class Ascii
{
    // string.Normalize does not decompose under invariant globalization.
    private const string Accented = "ÀÂÄÁÃÇÉÈÊËÍÎÏÌÑÓÔÖÒÕÚÙÛÜàâäáãçéèêëíîïìñóôöòõúùûüÿ";
    private const string Plain = "AAAAACEEEEIIIINOOOOOUUUUaaaaaceeeeiiiinooooouuuuy";

    public static bool Is(string text) => text.All(char.IsAscii);

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var at = Accented.IndexOf(c, StringComparison.Ordinal);
            _ = at >= 0 ? folded.Append(Plain[at]) : c == 'œ' ? folded.Append("oe") : folded.Append(c);
        }

        return folded.ToString();
    }

    /// <summary>Lower-case letters and digits, every other run of characters as one hyphen.</summary>
    public static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var c in Fold(text).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-');
    }
}
