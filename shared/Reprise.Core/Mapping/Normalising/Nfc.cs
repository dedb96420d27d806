namespace Reprise.Core.Mapping.Normalising;

/// <summary>Brings a text into Unicode normalization form C, in which an accented letter is one character wherever it can be: <c>e</c> and U+0301 become <c>é</c>.</summary>
/// <remarks>Unicode Standard Annex 15, https://www.unicode.org/reports/tr15/. Refuses nothing.</remarks>
internal sealed class Nfc() : Normaliser(NormaliserNames.Nfc)
{
    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        if (Composition.IsComposed(text))
        {
            room.Append(text);
        }
        else
        {
            Composition.Compose(text, room);
        }

        return true;
    }
}
