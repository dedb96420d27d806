using System.Collections.Frozen;
using System.Globalization;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>An international bank account number in its electronic form: no spaces, upper case. Refused where its length is not its country's or its check digits do not hold.</summary>
/// <remarks>ISO 13616-1 with the lengths of the IBAN registry, https://www.swift.com/standards/data-standards/iban-international-bank-account-number; check digits by ISO/IEC 7064, MOD 97-10. Whether the account exists is not checked.</remarks>
internal sealed class Iban() : Normaliser(NormaliserNames.Iban)
{
    private const int Longest = 34;
    private const string Lengths =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 "
        + "IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 "
        + "SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ByCountry = Lengths
        .Split(' ')
        .ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture), StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        Span<char> found = stackalloc char[Longest + 4];
        if (!TextParts.TryCompact(text, "-.:", found, out var length))
        {
            return false;
        }

        ReadOnlySpan<char> number = found[..length];
        if (number.StartsWith("IBAN", StringComparison.Ordinal))
        {
            number = number[4..];
        }

        room.Append(number);
        return number.Length > 4 && ByCountry.TryGetValue(number[..2], out var wanted) && number.Length == wanted && TextParts.AreDigits(number.Slice(2, 2)) && Remainder(number) == 1;
    }

    /// <summary>The number with its first four characters at its end and 10 for A to 35 for Z, modulo 97.</summary>
    private static int Remainder(ReadOnlySpan<char> number)
    {
        var remainder = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var unit = number[(i + 4) % number.Length];
            remainder = char.IsAsciiDigit(unit) ? ((remainder * 10) + (unit - '0')) % 97 : ((remainder * 100) + (unit - 'A' + 10)) % 97;
        }

        return remainder;
    }
}
