using PhoneNumbers;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>A telephone number in the international form E.164, <c>+33199001234</c>. Numbers without a country are French; a zero that a number lost does not matter.</summary>
/// <remarks>
/// ITU-T E.164, https://www.itu.int/rec/T-REC-E.164, and the numbering plans that Google's libphonenumber knows, https://github.com/google/libphonenumber. French numbers that belong to an overseas
/// territory have its own country code: Arcep, plan national de numérotation, https://www.arcep.fr/la-regulation/grands-dossiers-thematiques-transverses/la-numerotation.html.
/// Numbers that Arcep keeps for fiction (decision n° 2018-0881) are numbers, though libphonenumber leaves out those of mobile telephones. Words, extensions and two numbers at once are refused. Whether somebody has the number is not checked.
/// </remarks>
internal sealed class PhoneNumber() : Normaliser(NormaliserNames.Phone)
{
    private const string Home = "FR";
    private const int HomeCode = 33;
    private const ulong Fiction = 63998;
    private const int MostLength = 40;
    private const string Marks = "+().-";

    /// <summary>Territory by the first three digits of a national number.</summary>
    private static readonly Dictionary<ulong, string> Territories = new()
    {
        [590] = "GP",
        [690] = "GP",
        [691] = "GP",
        [594] = "GF",
        [694] = "GF",
        [596] = "MQ",
        [696] = "MQ",
        [697] = "MQ",
        [262] = "RE",
        [263] = "RE",
        [692] = "RE",
        [693] = "RE",
        [269] = "YT",
        [639] = "YT",
    };

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        text = TextParts.Trim(text);
        if (text.IsEmpty || text.Length > MostLength)
        {
            return false;
        }

        Span<char> dialled = stackalloc char[MostLength];
        var length = 0;
        foreach (var unit in text)
        {
            if (!char.IsAsciiDigit(unit) && !TextParts.IsBlank(unit) && !Marks.Contains(unit, StringComparison.Ordinal))
            {
                return false;
            }

            dialled[length++] = TextParts.IsBlank(unit) ? ' ' : unit;
        }

        return TryFormat(new string(dialled[..length]), room);
    }

    private static bool TryFormat(string text, CharRoom room)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(text, Home);
            if (number.CountryCode == HomeCode && Territories.TryGetValue(number.NationalNumber / 1_000_000, out var territory)
                && numbers.Parse($"0{number.NationalNumber}", territory) is var overseas && numbers.IsValidNumber(overseas))
            {
                number = overseas;
            }

            room.Append(numbers.Format(number, PhoneNumberFormat.E164));
            return numbers.IsValidNumber(number) || (number.CountryCode == HomeCode && number.NationalNumber / 10_000 == Fiction);
        }
        catch (NumberParseException)
        {
            // Nothing that could be dialled.
            return false;
        }
    }
}
