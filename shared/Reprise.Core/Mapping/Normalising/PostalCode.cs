namespace Reprise.Core.Mapping.Normalising;

/// <summary>A French postal code: five digits. A zero that a number lost comes back, spaces and a country's letter (<c>F-75001</c>) go, and so does the word CEDEX with its number, which belongs to the town.</summary>
/// <remarks>La Poste, Base officielle des codes postaux, https://www.data.gouv.fr/datasets/base-officielle-des-codes-postaux; norm NF Z 10-011. No code begins with 96 or 99.</remarks>
internal sealed class PostalCode() : Normaliser(NormaliserNames.PostalCode)
{
    private const int Length = 5;
    private const int MostLength = 32;

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        text = TextParts.Trim(text);
        if (text.Length > MostLength)
        {
            return false;
        }

        Span<char> found = stackalloc char[Length];
        if (!TextParts.TryCompact(WithoutCountry(Cedex.Remove(text)), string.Empty, found, out var length) || length < Length - 1 || !TextParts.AreDigits(found[..length]))
        {
            return false;
        }

        var code = room.Take(Length);
        code.Fill('0');
        found[..length].CopyTo(code[^length..]);
        return (code[0] != '9' || code[1] is not ('6' or '9')) && code.ContainsAnyExcept('0') && !(length < Length && found[0] == '0');
    }

    private static ReadOnlySpan<char> WithoutCountry(ReadOnlySpan<char> text) =>
        text.StartsWith("FR-", StringComparison.OrdinalIgnoreCase) ? text[3..] : text.StartsWith("F-", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;
}
