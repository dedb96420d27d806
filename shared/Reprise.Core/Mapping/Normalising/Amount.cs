namespace Reprise.Core.Mapping.Normalising;

/// <summary>An amount of money as a number with a point: <c>1 234,56 €</c> becomes <c>1234.56</c>. Groups of three digits may be parted by spaces, points, commas or apostrophes.</summary>
/// <remarks>
/// Imprimerie nationale, Lexique des règles typographiques, and Unicode CLDR, locale fr, https://cldr.unicode.org. What two people could read differently is refused: <c>1.234</c> and <c>1,234</c> may be a thousand or one,
/// so three decimals want a thousand before them. So are currencies other than the euro, and amounts in parentheses.
/// </remarks>
internal sealed class Amount() : Normaliser(NormaliserNames.Amount)
{
    private const int MostLength = 48;
    private const int Group = 3;

    private static readonly string[] Euros = ["€", "euros", "euro", "eur"];

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        text = WithoutEuro(TextParts.Trim(text));
        var isNegative = !text.IsEmpty && text[0] is '-' or '\u2212';
        if (isNegative || (!text.IsEmpty && text[0] == '+'))
        {
            text = TextParts.Trim(text[1..]);
        }

        if (text.Length is 0 or > MostLength || !char.IsAsciiDigit(text[^1]) || !TryFindPoint(text, out var point))
        {
            return false;
        }

        Span<char> whole = stackalloc char[MostLength];
        var fraction = point < text.Length ? text[(point + 1)..] : [];
        if (!TryReadGroups(text[..point], whole, out var length) || (!fraction.IsEmpty && !TextParts.AreDigits(fraction)))
        {
            return false;
        }

        var digits = whole[..length].TrimStart('0');
        Append(isNegative && (digits.Length > 0 || fraction.ContainsAnyExcept('0')), digits, fraction, room);
        return fraction.Length != Group || digits.Length is 0 or > Group;
    }

    private static void Append(bool isNegative, ReadOnlySpan<char> digits, ReadOnlySpan<char> fraction, CharRoom room)
    {
        room.Append(isNegative ? "-" : []);
        room.Append(digits.IsEmpty ? "0" : digits);
        if (!fraction.IsEmpty)
        {
            room.Append('.');
            room.Append(fraction);
        }
    }

    private static ReadOnlySpan<char> WithoutEuro(ReadOnlySpan<char> text)
    {
        foreach (var word in Euros)
        {
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return TextParts.Trim(text[..^word.Length]);
            }

            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return TextParts.Trim(text[word.Length..]);
            }
        }

        return text;
    }

    /// <summary>Where the decimals are parted; the text's length when there are none.</summary>
    /// <returns>False when a separator of decimals comes twice.</returns>
    private static bool TryFindPoint(ReadOnlySpan<char> text, out int point)
    {
        var last = text.LastIndexOfAny('.', ',');
        var isRepeated = last >= 0 && text[..last].Contains(text[last]);
        var other = last >= 0 && text[..last].Contains(text[last] == '.' ? ',' : '.');
        point = last >= 0 && !isRepeated ? last : text.Length;
        return !(isRepeated && other);
    }

    /// <summary>Digits, with separators between groups of three or with none.</summary>
    private static bool TryReadGroups(ReadOnlySpan<char> text, Span<char> digits, out int length)
    {
        length = 0;
        var inGroup = 0;
        var isGrouped = false;
        foreach (var unit in text)
        {
            if (char.IsAsciiDigit(unit))
            {
                digits[length++] = unit;
                inGroup++;
            }
            else if ((TextParts.IsBlank(unit) || unit is '.' or ',' || LetterCase.IsApostrophe(unit)) && (isGrouped ? inGroup == Group : inGroup is > 0 and <= Group))
            {
                isGrouped = true;
                inGroup = 0;
            }
            else
            {
                return false;
            }
        }

        return !isGrouped || inGroup == Group;
    }
}
