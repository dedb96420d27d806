using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Reprise.Core.Hazards;

/// <summary>Text whose UTF-8 bytes were once taken for cp1252: <c>Ã©</c> for <c>é</c>.</summary>
/// <remarks>A value counts only when all of it, written in cp1252 again, is well-formed UTF-8 with a character outside ASCII: in real French text that does not happen.</remarks>
public static class Mojibake
{
    private const int MostDepth = 3;

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    // U+00C2 to U+00F4, which the first byte of a longer UTF-8 sequence becomes, is C3 82 to C3 B4 in UTF-8.
    private static readonly SearchValues<byte> Lead = SearchValues.Create(0xC3);

    /// <summary>How many times the text went wrong; 0 = it did not.</summary>
    public static int DepthOf(ReadOnlySpan<byte> utf8)
    {
        if (!MayBe(utf8))
        {
            return 0;
        }

        var depth = 0;
        var text = utf8.ToArray();
        while (depth < MostDepth && Undo(text) is { } before)
        {
            depth++;
            text = before;
        }

        return depth;
    }

    /// <summary>The text before it went wrong, as often as it did.</summary>
    public static byte[] Repair(ReadOnlySpan<byte> utf8)
    {
        var text = utf8.ToArray();
        for (var depth = DepthOf(utf8); depth > 0; depth--)
        {
            text = Undo(text)!;
        }

        return text;
    }

    private static bool MayBe(ReadOnlySpan<byte> utf8)
    {
        for (var at = utf8.IndexOfAny(Lead); at >= 0; at = utf8.IndexOfAny(Lead))
        {
            if (at + 2 < utf8.Length && utf8[at + 1] is >= 0x82 and <= 0xB4 && utf8[at + 2] >= 0x80)
            {
                return true;
            }

            utf8 = utf8[(at + 1)..];
        }

        return false;
    }

    private static byte[]? Undo(byte[] utf8)
    {
        try
        {
            var bytes = Windows.GetBytes(Encoding.UTF8.GetString(utf8));
            return Utf8.IsValid(bytes) && bytes.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)0x7F) >= 0 ? bytes : null;
        }
        catch (EncoderFallbackException)
        {
            // A character that cp1252 has not: the text was never read as that.
            return null;
        }
    }
}
