namespace Reprise.Core.Mapping.Normalising;

/// <summary>The check digit of ISO/IEC 7812-1, annex B, which SIREN and SIRET end in.</summary>
internal static class Luhn
{
    /// <summary>True when digits end in their check digit.</summary>
    public static bool Holds(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }

        return sum % 10 == 0;
    }
}
