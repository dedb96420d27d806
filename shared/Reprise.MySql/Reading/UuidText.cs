using System.Buffers;

namespace Reprise.MySql.Reading;

/// <summary>Parses a UUID into its 16 bytes in RFC 9562 order, without allocating.</summary>
internal static class UuidText
{
    /// <summary>Bytes of a UUID.</summary>
    public const int Size = 16;

    private const int PlainLength = 32;
    private const int HyphenatedLength = 36;

    /// <summary>Parses 32 hexadecimal digits, or 36 letters with the usual hyphens.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        Span<byte> plain = stackalloc byte[PlainLength];
        switch (text.Length)
        {
            case PlainLength:
                text.CopyTo(plain);
                break;
            case HyphenatedLength when text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-':
                text[..8].CopyTo(plain);
                text[9..13].CopyTo(plain[8..]);
                text[14..18].CopyTo(plain[12..]);
                text[19..23].CopyTo(plain[16..]);
                text[24..].CopyTo(plain[20..]);
                break;
            default:
                return false;
        }

        return Convert.FromHexString(plain, bytes, out _, out var written) == OperationStatus.Done && written == Size;
    }
}
