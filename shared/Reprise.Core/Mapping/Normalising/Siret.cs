namespace Reprise.Core.Mapping.Normalising;

/// <summary>The number of a French establishment: the enterprise's SIREN, four digits and a check digit. Spaces, dots and hyphens go; lost zeros come back where the check digits prove the number.</summary>
/// <remarks>
/// INSEE, https://www.insee.fr/fr/metadonnees/definition/c1841. Establishments of La Poste (SIREN 356 000 000) are checked by the sum of their digits, a
/// multiple of five: https://fr.wikipedia.org/wiki/Système_d'identification_du_répertoire_des_établissements.
/// A number that a spreadsheet rounded, <c>1,23E+13</c>, is refused: its digits are gone.
/// </remarks>
internal sealed class Siret() : Normaliser(NormaliserNames.Siret)
{
    private const int Length = 14;
    private const string LaPoste = "356000000";

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room) => RegistryNumber.TryRead(text, room.Take(Length)) && IsValid(room.Written);

    private static bool IsValid(ReadOnlySpan<char> digits) =>
        Siren.IsValid(digits[..Siren.Length]) && (Luhn.Holds(digits) || (digits.StartsWith(LaPoste, StringComparison.Ordinal) && Sum(digits) % 5 == 0));

    private static int Sum(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        foreach (var digit in digits)
        {
            sum += digit - '0';
        }

        return sum;
    }
}
