using System.Globalization;
using System.Text;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>What several normalisers ask of characters.</summary>
internal static class TextParts
{
    /// <summary>True for characters without width that mean nothing at the beginning or end of a text: ZWSP, ZWNJ, ZWJ, word joiner, byte order mark.</summary>
    public static bool HasNoWidth(char unit) => unit is >= '\u200B' and <= '\u200D' or '\u2060' or '\uFEFF';

    /// <summary>True for white space of any kind and characters without width.</summary>
    public static bool IsBlank(char unit) => unit <= ' ' ? char.IsWhiteSpace(unit) : unit >= '\u0085' && (char.IsWhiteSpace(unit) || HasNoWidth(unit));

    /// <summary>The text without what is blank at its ends.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && IsBlank(text[start]))
        {
            start++;
        }

        var end = text.Length;
        while (end > start && IsBlank(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>Writes a text without what is blank in it and without the separators given, in upper case, so long as at most so many ASCII letters and digits are left.</summary>
    /// <returns>False when there are more, or others.</returns>
    public static bool TryCompact(ReadOnlySpan<char> text, string separators, Span<char> room, out int length)
    {
        length = 0;
        foreach (var unit in text)
        {
            if (IsBlank(unit) || separators.Contains(unit, StringComparison.Ordinal))
            {
                continue;
            }

            if (!char.IsAsciiLetterOrDigit(unit) || length == room.Length)
            {
                return false;
            }

            room[length++] = char.ToUpperInvariant(unit);
        }

        return length > 0;
    }

    /// <summary>True when there are digits of ASCII and nothing else.</summary>
    public static bool AreDigits(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (!char.IsAsciiDigit(unit))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    /// <summary>True when no half of a surrogate pair stands alone.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[++at])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A word for comparison: upper case, without accents, each run of anything but letters and digits one space.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var room = new CharRoom();
        Composition.Decompose(text, room);
        var folded = new StringBuilder(room.Length);
        foreach (var unit in room.Written)
        {
            if (char.IsLetterOrDigit(unit))
            {
                folded.Append(unit is 'œ' or 'Œ' ? "OE" : char.ToUpperInvariant(unit).ToString());
            }
            else if (folded.Length > 0 && folded[^1] != ' ' && char.GetUnicodeCategory(unit) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }
}
