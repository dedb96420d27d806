using System.Text;
using Reprise.MySql.Connections;

namespace Reprise.MySql.Catalogs;

/// <summary>SQL expressions of information_schema: conditions, generated columns, parts of indexes and defaults.</summary>
internal static class ExpressionText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The expression as SQL. The dictionary of MySQL 8.0 and later keeps it escaped like a string literal and, taking its UTF-8 bytes for
    /// Latin-1, encoded twice: <c>_utf8mb4\'Ã©\'</c> for <c>_utf8mb4'é'</c>.
    /// </summary>
    public static string Read(string spelled, ServerVersion version) => version.IsMySqlFrom(8, 0) ? DecodeTwice(DeclaredType.Unescape(spelled)) : spelled;

    private static string DecodeTwice(string text)
    {
        if (text.Any(static letter => letter > byte.MaxValue))
        {
            return text;
        }

        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            // Bytes of another character set, such as those of _latin1'...': they are what they seem.
            return text;
        }
    }
}
