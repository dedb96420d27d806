using System.Globalization;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>Upper and lower case of words, by Unicode's simple mappings, one character to one.</summary>
internal static class LetterCase
{
    /// <summary>True for an apostrophe, typed or typographic.</summary>
    public static bool IsApostrophe(char unit) => unit is '\'' or '\u2019';

    /// <summary>True for letters and the marks that combine with them.</summary>
    public static bool IsOfWord(char unit) => char.IsLetter(unit) || (unit >= '\u0300' && char.GetUnicodeCategory(unit) == UnicodeCategory.NonSpacingMark);

    /// <summary>True when a text has letters of one case only: whoever typed it chose none.</summary>
    public static bool IsUniform(ReadOnlySpan<char> text)
    {
        var (hasUpper, hasLower) = (false, false);
        foreach (var unit in text)
        {
            hasUpper |= char.IsUpper(unit);
            hasLower |= char.IsLower(unit);
        }

        return hasUpper != hasLower;
    }

    /// <summary>Writes a word in lower case.</summary>
    public static void AppendLower(ReadOnlySpan<char> word, CharRoom room) => word.ToLowerInvariant(room.Take(word.Length));

    /// <summary>Writes a word with its first letter in upper case, the others in lower case.</summary>
    public static void AppendCapital(ReadOnlySpan<char> word, CharRoom room)
    {
        var written = room.Take(word.Length);
        word.ToLowerInvariant(written);
        if (!written.IsEmpty)
        {
            written[0] = char.ToUpperInvariant(written[0]);
        }
    }

    /// <summary>True when a word is one of a list, whatever its case.</summary>
    public static bool IsOneOf(ReadOnlySpan<char> word, string[] list)
    {
        foreach (var candidate in list)
        {
            if (word.Equals(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
