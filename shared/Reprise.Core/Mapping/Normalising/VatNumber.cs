using System.Globalization;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>An intra-Community VAT number: the country's letters and its number, without what separates them. A French key is computed from the SIREN; eleven French digits that it proves get their <c>FR</c>.</summary>
/// <remarks>
/// Forms by country: European Commission, VIES, https://ec.europa.eu/taxation_customs/vies/#/faq. The key: article 286 ter of the Code général des impôts and
/// BOI-TVA-DECLA-20-10-20, (12 + 3 × (SIREN mod 97)) mod 97; keys with letters are not computed. Numbers of Monaco begin with three zeros where others have a SIREN and have its key.
/// Of other countries only the form is checked. Greece is <c>EL</c>; <c>XI</c> is Northern Ireland.
/// </remarks>
internal sealed class VatNumber() : Normaliser(NormaliserNames.Vat)
{
    private const int Longest = 14;
    private const int FrenchDigits = 11;

    /// <summary>Forms by country: 9 a digit, @ a letter, X either; anything else is itself.</summary>
    private static readonly Dictionary<string, string[]> Forms = new(StringComparer.Ordinal)
    {
        ["AT"] = ["U99999999"],
        ["BE"] = ["9999999999"],
        ["BG"] = ["999999999", "9999999999"],
        ["CY"] = ["99999999@"],
        ["CZ"] = ["99999999", "999999999", "9999999999"],
        ["DE"] = ["999999999"],
        ["DK"] = ["99999999"],
        ["EE"] = ["999999999"],
        ["EL"] = ["999999999"],
        ["ES"] = ["X9999999X"],
        ["FI"] = ["99999999"],
        ["FR"] = ["XX999999999"],
        ["HR"] = ["99999999999"],
        ["HU"] = ["99999999"],
        ["IE"] = ["9X99999@", "9999999@@"],
        ["IT"] = ["99999999999"],
        ["LT"] = ["999999999", "999999999999"],
        ["LU"] = ["99999999"],
        ["LV"] = ["99999999999"],
        ["MT"] = ["99999999"],
        ["NL"] = ["XXXXXXXXXXXX"],
        ["PL"] = ["9999999999"],
        ["PT"] = ["999999999"],
        ["RO"] = ["99", "999", "9999", "99999", "999999", "9999999", "99999999", "999999999", "9999999999"],
        ["SE"] = ["999999999999"],
        ["SI"] = ["99999999"],
        ["SK"] = ["9999999999"],
        ["XI"] = ["999999999", "999999999999", "GD999", "HA999"],
    };

    private static readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> ByCountry = Forms.GetAlternateLookup<ReadOnlySpan<char>>();

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        Span<char> found = stackalloc char[Longest];
        if (!TextParts.TryCompact(text, ".-/", found, out var length) || length < 4)
        {
            return false;
        }

        ReadOnlySpan<char> number = found[..length];
        if (length == FrenchDigits && TextParts.AreDigits(number))
        {
            room.Append("FR");
            room.Append(number);
            return HasFrenchKey(number);
        }

        var country = number.StartsWith("GR", StringComparison.Ordinal) ? "EL" : number[..2];
        room.Append(country);
        room.Append(number[2..]);
        return ByCountry.TryGetValue(country, out var forms)
            && HasForm(number[2..], forms)
            && (!country.SequenceEqual("FR") || HasFrenchKey(number[2..]));
    }

    private static bool HasForm(ReadOnlySpan<char> number, string[] forms)
    {
        foreach (var form in forms)
        {
            if (HasForm(number, form))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasForm(ReadOnlySpan<char> number, string form)
    {
        if (number.Length != form.Length)
        {
            return false;
        }

        for (var i = 0; i < form.Length; i++)
        {
            var fits = form[i] switch
            {
                '9' => char.IsAsciiDigit(number[i]),
                '@' => char.IsAsciiLetterUpper(number[i]),
                'X' => true,
                _ => number[i] == form[i],
            };
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasFrenchKey(ReadOnlySpan<char> number)
    {
        var siren = number[2..];
        var isMonegasque = siren.StartsWith("000", StringComparison.Ordinal);
        if (!isMonegasque && !Siren.IsValid(siren))
        {
            return false;
        }

        if (!TextParts.AreDigits(number[..2]))
        {
            // Letters but I and O, for keys that are not computed.
            return number[..2].IndexOfAny('I', 'O') < 0;
        }

        var key = (12 + (3 * (int.Parse(siren, NumberStyles.None, CultureInfo.InvariantCulture) % 97))) % 97;
        return key == int.Parse(number[..2], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
