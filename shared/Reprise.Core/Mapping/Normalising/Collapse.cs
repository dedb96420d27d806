namespace Reprise.Core.Mapping.Normalising;

/// <summary>Removes white space around a text and makes every run of it inside one space. Characters without width inside go as well, but for joiners between letters.</summary>
/// <remarks>White space is Unicode's property White_Space, https://www.unicode.org/reports/tr44/#White_Space. Refuses nothing.</remarks>
internal sealed class Collapse() : Normaliser(NormaliserNames.Collapse)
{
    private const char NonJoiner = '\u200C';
    private const char Joiner = '\u200D';

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        var rest = TextParts.Trim(text);
        while (!rest.IsEmpty)
        {
            var length = 0;
            var isSpace = false;
            while (TextParts.IsBlank(rest[length]))
            {
                // What is left is trimmed: a run never reaches its end.
                isSpace |= !TextParts.HasNoWidth(rest[length]);
                length++;
            }

            if (isSpace)
            {
                room.Append(' ');
            }
            else
            {
                AppendJoiners(rest[..length], room);
            }

            room.Append(rest[length]);
            rest = rest[(length + 1)..];
        }

        return true;
    }

    private static void AppendJoiners(ReadOnlySpan<char> run, CharRoom room)
    {
        foreach (var unit in run)
        {
            if (unit is NonJoiner or Joiner)
            {
                room.Append(unit);
            }
        }
    }
}
