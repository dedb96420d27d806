using System.Globalization;
using System.Net;
using Reprise.Core.Columns;
using Reprise.Core.Mapping.Text;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Text as a network address: four decimal numbers or IPv6, with an optional prefix length.</summary>
internal readonly struct TextToInet : IBytesCell
{
    public bool LeavesAlone(VariableColumn source) => false;

    public int MaxLength(int length) => length;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        var text = TextCursor.Trim(value);
        text.CopyTo(room);
        length = text.Length;
        var slash = text.IndexOf((byte)'/');
        var address = slash < 0 ? text : text[..slash];
        var most = 32;
        if (!IsVersion4(address))
        {
            // Zone and port are no part of an inet, nor the brackets around an address with a port.
            if (!address.Contains((byte)':') || address.IndexOfAny("%[]"u8) >= 0 || !IPAddress.IsValidUtf8(address))
            {
                return Verdict.NotConvertible;
            }

            most = 128;
        }

        return slash < 0 || (int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix <= most)
            ? Verdict.Good
            : Verdict.NotConvertible;
    }

    private static bool IsVersion4(ReadOnlySpan<byte> text)
    {
        var cursor = new TextCursor(text);
        for (var i = 0; i < 4; i++)
        {
            if ((i > 0 && !cursor.Skip((byte)'.')) || !cursor.Number(1, 3, out var part) || part > 255)
            {
                return false;
            }
        }

        return cursor.IsAtEnd;
    }
}

/// <summary>Four or sixteen bytes, as INET_ATON and INET6_ATON make them, as a network address.</summary>
internal readonly struct BytesToInet : IBytesCell
{
    public bool LeavesAlone(VariableColumn source) => false;

    public int MaxLength(int length) => 40;

    public Verdict Convert(ReadOnlySpan<byte> value, Span<byte> room, out int length)
    {
        length = 0;
        switch (value.Length)
        {
            case 4:
                for (var i = 0; i < 4; i++)
                {
                    Append(value[i], 'd', (byte)'.', room, ref length);
                }

                break;
            case 16:
                for (var i = 0; i < 16; i += 2)
                {
                    Append((value[i] << 8) | value[i + 1], 'x', (byte)':', room, ref length);
                }

                break;
            default:
                return Verdict.NotConvertible;
        }

        length--;
        return Verdict.Good;
    }

    private static void Append(int part, char format, byte separator, Span<byte> room, ref int length)
    {
        part.TryFormat(room[length..], out var written, [format], CultureInfo.InvariantCulture);
        length += written;
        room[length++] = separator;
    }
}
