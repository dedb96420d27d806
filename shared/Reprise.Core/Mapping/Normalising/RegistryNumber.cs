namespace Reprise.Core.Mapping.Normalising;

/// <summary>Numbers of the French register SIRENE, without what separates their groups and with the zeros that a spreadsheet took off their front.</summary>
internal static class RegistryNumber
{
    /// <summary>SIREN begin with two zeros at most.</summary>
    private const int MostLostZeros = 2;

    /// <summary>Reads a number of so many digits.</summary>
    /// <returns>False when there are other characters, too many digits or too few.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, Span<char> digits)
    {
        Span<char> found = stackalloc char[digits.Length];
        if (!TextParts.TryCompact(text, ".-", found, out var length) || length < digits.Length - MostLostZeros || !TextParts.AreDigits(found[..length]))
        {
            return false;
        }

        digits.Fill('0');
        found[..length].CopyTo(digits[^length..]);
        return true;
    }
}
