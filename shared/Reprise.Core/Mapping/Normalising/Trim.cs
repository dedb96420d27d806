namespace Reprise.Core.Mapping.Normalising;

/// <summary>Removes white space around a text: spaces of any width, no-break ones among them, tabs, line ends, and characters without width.</summary>
/// <remarks>White space is Unicode's property White_Space, https://www.unicode.org/reports/tr44/#White_Space. Refuses nothing.</remarks>
internal sealed class Trim() : Normaliser(NormaliserNames.Trim)
{
    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        room.Append(TextParts.Trim(text));
        return true;
    }
}
