using System.Net;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>Decodes character references of HTML, named and numeric, as often as they were encoded: <c>caf&amp;amp;eacute;</c> becomes <c>café</c>. Markup stays.</summary>
/// <remarks>
/// HTML 4.01, chapter 24, https://www.w3.org/TR/html401/sgml/entities.html; a number from 128 to 159 means the character of cp1252, as browsers read it:
/// https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state. A reference without its semicolon, or to half a character, is text. Refuses nothing.
/// </remarks>
internal sealed class HtmlEntities() : Normaliser(NormaliserNames.HtmlEntities)
{
    /// <summary>U+0080 to U+009F, as cp1252 has them; U+0000 where it has none.</summary>
    private const string Windows = "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    protected override bool TryWrite(ReadOnlySpan<char> text, CharRoom room)
    {
        if (!text.Contains('&') || !text.Contains(';') || !TextParts.IsWellFormed(text))
        {
            room.Append(text);
            return true;
        }

        var decoded = new string(text);
        for (var next = Decode(decoded); next != decoded && IsText(next, text); next = Decode(decoded))
        {
            decoded = next;
        }

        room.Append(decoded);
        return true;
    }

    /// <summary>U+0000 is no character of HTML and none that PostgreSQL could hold.</summary>
    private static bool IsText(string decoded, ReadOnlySpan<char> before) => TextParts.IsWellFormed(decoded) && (!decoded.Contains('\0', StringComparison.Ordinal) || before.Contains('\0'));

    private static string Decode(string text)
    {
        var decoded = WebUtility.HtmlDecode(text);
        return text.AsSpan().ContainsAnyInRange('\u0080', '\u009F') || !decoded.AsSpan().ContainsAnyInRange('\u0080', '\u009F')
            ? decoded
            : string.Create(decoded.Length, decoded, static (room, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                {
                    room[i] = from[i] is >= '\u0080' and <= '\u009F' and var unit && Windows[unit - '\u0080'] is not '\0' and var meant ? meant : from[i];
                }
            });
    }
}
