using System.Collections;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>The code of an activity in the French nomenclature, revision 2, as INSEE gives it to an enterprise (APE): four digits and a letter, <c>6201Z</c>. Dots and spaces go.</summary>
/// <remarks>INSEE, NAF rev. 2, https://www.insee.fr/fr/information/2120875. A code of revision 1, three digits and a letter, has no single successor and is refused; so is a division that does not exist.</remarks>
internal sealed class Naf() : Normaliser(NormaliserNames.Naf)
{
    private const int Length = 5;

    /// <summary>First and last of each run of divisions.</summary>
    private static readonly (int First, int Last)[] Runs =
        [(1, 3), (5, 9), (10, 33), (35, 39), (41, 43), (45, 47), (49, 53), (55, 56), (58, 63), (64, 66), (68, 75), (77, 82), (84, 88), (90, 99)];

    private static readonly BitArray Divisions = All();

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        var code = room.Take(Length);
        return TextParts.TryCompact(text, ".-", code, out var length)
            && length == Length
            && TextParts.AreDigits(code[..^1])
            && char.IsAsciiLetterUpper(code[^1])
            && Divisions[((code[0] - '0') * 10) + (code[1] - '0')];
    }

    private static BitArray All()
    {
        var divisions = new BitArray(100);
        foreach (var (first, last) in Runs)
        {
            for (var division = first; division <= last; division++)
            {
                divisions[division] = true;
            }
        }

        return divisions;
    }
}
