namespace Reprise.Core.Mapping.Normalising;

/// <summary>The name of a commune by the rules of spelling: hyphens between its words but not behind an article at its beginning, St and Ste in full, link words small, no CEDEX: <c>ST DENIS CEDEX</c> becomes <c>Saint-Denis</c>.</summary>
/// <remarks>
/// INSEE, Code officiel géographique, https://www.insee.fr/fr/information/2560452, and IGN, Charte de toponymie. Case is given to what was typed in one case only. Accents that are missing stay missing:
/// no list of communes is consulted. A number behind the name is an arrondissement's; digits at the beginning, and characters that no name has, are refused.
/// </remarks>
internal sealed class Commune() : Normaliser(NormaliserNames.Commune)
{
    private const int MostLength = 100;
    private const int MostWords = 20;

    private static readonly string[] Articles = ["le", "la", "les"];
    private static readonly string[] Links =
        ["de", "du", "des", "la", "le", "les", "lès", "lez", "sur", "sous", "en", "et", "aux", "au", "à", "a", "près", "devant", "entre", "hors", "par", "sans"];

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        text = TextParts.Trim(text);
        Span<Range> words = stackalloc Range[MostWords];
        if (text.Length > MostLength || !TrySplit(text, words, out var count) || (count = Cedex.WordsBefore(text, words[..count])) == 0 || !char.IsLetter(text[words[0]][0]))
        {
            return false;
        }

        // The case of a mention that goes says nothing about the name.
        AppendWords(text[..words[count - 1].End.Value], words[..count], room);
        return AreWhole(room);
    }

    private static void AppendWords(ReadOnlySpan<char> text, ReadOnlySpan<Range> words, CharRoom room)
    {
        var isUniform = LetterCase.IsUniform(text);
        var isNumber = false;
        for (var i = 0; i < words.Length; i++)
        {
            var word = text[words[i]];
            var next = i + 1 < words.Length ? text[words[i + 1]] : [];
            isNumber |= char.IsAsciiDigit(word[0]);
            if (i > 0)
            {
                room.Append(isNumber || (i == 1 && LetterCase.IsOneOf(text[words[0]], Articles)) ? ' ' : '-');
            }

            if (isUniform && IsLostElision(word, next))
            {
                AppendElided(word, next, isFirst: i == 0, room);
                i++;
            }
            else if (isUniform && Saint(word, next) is null)
            {
                AppendCased(word, isFirst: i == 0, isNumber, room);
            }
            else
            {
                room.Append(Saint(word, next) ?? word);
            }
        }
    }

    /// <summary>Words by spaces and hyphens.</summary>
    /// <returns>False when there are characters that no name has.</returns>
    private static bool TrySplit(ReadOnlySpan<char> text, Span<Range> words, out int count)
    {
        count = 0;
        var start = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] != '-' && !TextParts.IsBlank(text[at]))
            {
                if (!LetterCase.IsOfWord(text[at]) && !char.IsAsciiDigit(text[at]) && !LetterCase.IsApostrophe(text[at]) && text[at] != '.')
                {
                    return false;
                }

                continue;
            }

            if (at > start)
            {
                if (count == words.Length)
                {
                    return false;
                }

                words[count++] = start..at;
            }

            start = at + 1;
        }

        return true;
    }

    private static string? Saint(ReadOnlySpan<char> word, ReadOnlySpan<char> next)
    {
        word = word.TrimEnd('.');
        return next.IsEmpty || char.IsAsciiDigit(next[0]) ? null
            : word.Equals("st", StringComparison.OrdinalIgnoreCase) ? "Saint"
            : word.Equals("ste", StringComparison.OrdinalIgnoreCase) ? "Sainte"
            : word.Equals("sts", StringComparison.OrdinalIgnoreCase) ? "Saints"
            : word.Equals("stes", StringComparison.OrdinalIgnoreCase) ? "Saintes"
            : null;
    }

    /// <summary>True for D or L before a vowel: an apostrophe stood there.</summary>
    private static bool IsLostElision(ReadOnlySpan<char> word, ReadOnlySpan<char> next) =>
        word is "d" or "D" or "l" or "L" && next.Length > 1 && "aeiouyhâàéèêëîïôöûùüœ".Contains(char.ToLowerInvariant(next[0]), StringComparison.Ordinal);

    private static void AppendElided(ReadOnlySpan<char> word, ReadOnlySpan<char> name, bool isFirst, CharRoom room)
    {
        room.Append(isFirst ? char.ToUpperInvariant(word[0]) : char.ToLowerInvariant(word[0]));
        room.Append('\'');
        LetterCase.AppendCapital(name, room);
    }

    private static void AppendCased(ReadOnlySpan<char> word, bool isFirst, bool isNumber, CharRoom room)
    {
        if (word.Length > 2 && LetterCase.IsApostrophe(word[1]))
        {
            AppendElided(word[..1], word[2..], isFirst, room);
        }
        else if ((!isFirst && LetterCase.IsOneOf(word, Links)) || (isNumber && char.IsAsciiDigit(word[0])))
        {
            LetterCase.AppendLower(word, room);
        }
        else
        {
            LetterCase.AppendCapital(word, room);
        }
    }

    /// <summary>Apostrophes as the official code has them; a point was only part of an abbreviation.</summary>
    private static bool AreWhole(CharRoom room)
    {
        room.Written.Replace('\u2019', '\'');
        return !room.Written.Contains('.');
    }
}
