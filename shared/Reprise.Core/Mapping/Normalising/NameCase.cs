namespace Reprise.Core.Mapping.Normalising;

/// <summary>Upper and lower case of a person's name that was typed in capitals only, or without any: <c>DE LA FONTAINE JEAN-MARC</c> becomes <c>de La Fontaine Jean-Marc</c>. A name in both cases is left alone.</summary>
/// <remarks>
/// Imprimerie nationale, Lexique des règles typographiques: the prepositions de, d', du and des are small, the articles Le, La and Les capital. Foreign particles are small behind another name.
/// Mc and O' are followed by a capital (<c>McDonald</c>, <c>O'Brien</c>); Mac is not, since Macé and Machin are no sons of anybody. Ordinals of rulers stay capital. Refuses nothing.
/// </remarks>
internal sealed class NameCase() : Normaliser(NormaliserNames.NameCase)
{
    private static readonly string[] Small = ["de", "du", "des"];
    private static readonly string[] SmallInside = ["et", "von", "van", "der", "den", "ten", "zu", "di", "da", "dos", "del", "della"];
    private static readonly string[] Ordinals = ["ii", "iii", "iv", "vii", "viii"];

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        if (!LetterCase.IsUniform(text))
        {
            room.Append(text);
            return true;
        }

        var before = -1;
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && LetterCase.IsOfWord(text[end]))
            {
                end++;
            }

            if (end == at)
            {
                room.Append(text[at++]);
                continue;
            }

            AppendWord(text, at, end, before, room);
            before = end - at;
            at = end;
        }

        return true;
    }

    /// <summary>Writes one word.</summary>
    /// <param name="text">All words.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="before">Length of the word before it; -1 for the first.</param>
    /// <param name="room">Where to.</param>
    private static void AppendWord(ReadOnlySpan<char> text, int start, int end, int before, CharRoom room)
    {
        var word = text[start..end];
        var isBeforeApostrophe = end < text.Length && LetterCase.IsApostrophe(text[end]);
        var isAfterApostrophe = start > 0 && LetterCase.IsApostrophe(text[start - 1]) && before > 0;
        if (isBeforeApostrophe ? IsElision(word, text[(end + 1)..]) : IsParticle(word, text[end..], isFirst: before < 0))
        {
            LetterCase.AppendLower(word, room);
        }
        else if (before > 0 && !isAfterApostrophe && LetterCase.IsOneOf(word, Ordinals))
        {
            word.ToUpperInvariant(room.Take(word.Length));
        }
        else if (isAfterApostrophe && before > 2)
        {
            LetterCase.AppendLower(word, room);
        }
        else if (word.Length > 3 && word.StartsWith("mc", StringComparison.OrdinalIgnoreCase))
        {
            LetterCase.AppendCapital(word[..2], room);
            LetterCase.AppendCapital(word[2..], room);
        }
        else
        {
            LetterCase.AppendCapital(word, room);
        }
    }

    private static bool IsElision(ReadOnlySpan<char> word, ReadOnlySpan<char> rest) => word is "d" or "D" && !rest.IsEmpty && LetterCase.IsOfWord(rest[0]);

    /// <summary>A particle has a name behind it.</summary>
    private static bool IsParticle(ReadOnlySpan<char> word, ReadOnlySpan<char> rest, bool isFirst) =>
        (LetterCase.IsOneOf(word, Small) || (!isFirst && LetterCase.IsOneOf(word, SmallInside)))
        && rest.Length > 1
        && (TextParts.IsBlank(rest[0]) || rest[0] == '-')
        && LetterCase.IsOfWord(rest[1]);
}
