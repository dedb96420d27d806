using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Reprise.Resolution.Text;

/// <summary>Folds text so that what a reader takes for the same is the same: lower case, no accents, words of letters and digits with one space between.</summary>
internal static class Folding
{
    /// <summary>Letters of the Latin scripts of Europe without their marks. Unicode's own decomposition is not at hand where globalization is invariant.</summary>
    private static readonly FrozenDictionary<char, string> Letters = new (string Plain, string Marked)[]
    {
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧ"),
        ("c", "çćĉċč"),
        ("d", "ď"),
        ("e", "èéêëēĕėęěȅȇȩ"),
        ("g", "ĝğġģǧǵ"),
        ("h", "ĥȟ"),
        ("i", "ìíîïĩīĭįǐȉȋ"),
        ("j", "ĵǰ"),
        ("k", "ķǩ"),
        ("l", "ĺļľ"),
        ("n", "ñńņňǹ"),
        ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱ"),
        ("r", "ŕŗřȑȓ"),
        ("s", "śŝşšș"),
        ("t", "ţťț"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗ"),
        ("w", "ŵ"),
        ("y", "ýÿŷȳ"),
        ("z", "źżž"),
        ("ae", "æǣǽ"),
        ("oe", "œ"),
        ("ss", "ß"),
        ("o", "ø"),
        ("l", "ł"),
        ("d", "đð"),
        ("th", "þ"),
        ("i", "ı"),
    }.SelectMany(group => group.Marked.Select(marked => (marked, group.Plain))).ToFrozenDictionary(pair => pair.marked, pair => pair.Plain);

    /// <summary>Writes the folded text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="target">Room for <see cref="FieldText.Capacity"/> characters.</param>
    /// <returns>Characters written.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> target)
    {
        var written = 0;
        var isGap = false;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter >= 128)
            {
                written = Foreign(text[i..], target, written, ref isGap, out var taken);
                i += taken - 1;
            }
            else if (char.IsAsciiLetterOrDigit(letter))
            {
                written = Put((char)(letter | (char.IsAsciiLetterUpper(letter) ? 0x20 : 0)), target, written, ref isGap);
            }
            else if (letter is not ('\'' or '.') || IsSeparating(text, i))
            {
                isGap = true;
            }
        }

        return written;
    }

    /// <summary>A dot or apostrophe between two longer words separates them (l'amicale); within initials (s.a.r.l.) or before an s it does not.</summary>
    private static bool IsSeparating(ReadOnlySpan<char> text, int at)
    {
        var next = at + 1;
        if (next >= text.Length || !char.IsLetterOrDigit(text[next]))
        {
            return true;
        }

        if (text[at] == '.')
        {
            var isInitial = at > 0 && char.IsLetter(text[at - 1]) && (at == 1 || !char.IsLetterOrDigit(text[at - 2]));
            return !isInitial || (next + 1 < text.Length && char.IsLetterOrDigit(text[next + 1]));
        }

        return !(text[next] is 's' or 'S' && (next + 1 == text.Length || !char.IsLetterOrDigit(text[next + 1])));
    }

    private static int Put(char letter, Span<char> target, int written, ref bool isGap)
    {
        if (isGap && written > 0)
        {
            target[written++] = ' ';
        }

        isGap = false;
        target[written++] = letter;
        return written;
    }

    private static int Foreign(ReadOnlySpan<char> text, Span<char> target, int written, ref bool isGap, out int taken)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out taken) != System.Buffers.OperationStatus.Done || !Rune.IsLetterOrDigit(rune))
        {
            // A mark of its own belongs to the letter before it; the typographic apostrophe stands where the plain one does.
            isGap |= Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark && (rune.Value != 0x2019 || taken >= text.Length || IsSeparating(text, 0));
            return written;
        }

        foreach (var part in Plain(rune))
        {
            written = Put(part, target, written, ref isGap);
        }

        return written;
    }

    private static string Plain(Rune rune)
    {
        var lower = Rune.ToLowerInvariant(rune);
        return lower.Value <= char.MaxValue && Letters.TryGetValue((char)lower.Value, out var plain) ? plain : lower.ToString();
    }
}
