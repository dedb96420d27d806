namespace Reprise.Core.Mapping.Normalising;

/// <summary>The number of a French enterprise: nine digits, the last of them a check digit. Spaces, dots and hyphens go; lost zeros come back where the check digit proves the number.</summary>
/// <remarks>INSEE, https://www.insee.fr/fr/metadonnees/definition/c2047; article R. 123-221 of the Code de commerce.</remarks>
internal sealed class Siren() : Normaliser(NormaliserNames.Siren)
{
    /// <summary>Digits of a SIREN.</summary>
    public const int Length = 9;

    /// <summary>True when nine digits are a SIREN.</summary>
    public static bool IsValid(ReadOnlySpan<char> digits) => Luhn.Holds(digits) && digits.ContainsAnyExcept('0');

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room) => RegistryNumber.TryRead(text, room.Take(Length)) && IsValid(room.Written);
}
