namespace Reprise.Core.Mapping.Normalising;

/// <summary>The mention CEDEX, with or without its number, at the end of a line of an address: <c>PARIS CEDEX 08</c>.</summary>
/// <remarks>Norm NF Z 10-011; a "courrier d'entreprise à distribution exceptionnelle" is a service of La Poste, not a place.</remarks>
internal static class Cedex
{
    private const string Word = "CEDEX";

    /// <summary>How many of the words of a text come before the mention, be it repeated.</summary>
    public static int WordsBefore(ReadOnlySpan<char> text, ReadOnlySpan<Range> words)
    {
        var count = words.Length;
        for (var last = count - 1; last >= 0; last--)
        {
            if (text[words[last]].Equals(Word, StringComparison.OrdinalIgnoreCase))
            {
                count = last;
            }
            else if (!TextParts.AreDigits(text[words[last]]))
            {
                break;
            }
        }

        return count;
    }

    /// <summary>The text without the mention and the space before it.</summary>
    public static ReadOnlySpan<char> Remove(ReadOnlySpan<char> text)
    {
        var head = TextParts.Trim(text).TrimEnd("0123456789");
        head = TextParts.Trim(head);
        return head.EndsWith(Word, StringComparison.OrdinalIgnoreCase) && (head.Length == Word.Length || !char.IsLetter(head[^(Word.Length + 1)]))
            ? TextParts.Trim(head[..^Word.Length])
            : text;
    }
}
