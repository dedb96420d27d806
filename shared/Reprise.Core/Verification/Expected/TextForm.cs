using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Unicode;

namespace Reprise.Core.Verification.Expected;

/// <summary>Texts, and what is read from texts.</summary>
internal static class TextForm
{
    // PostgreSQL's largest field: https://www.postgresql.org/docs/current/limits.html.
    private const int MaxBytes = 0x3FFF_FFFF - 4;

    private static readonly HashSet<string> True = new(["1", "t", "true", "y", "yes", "on", "o", "oui", "vrai"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> False = new(["0", "f", "false", "n", "no", "off", "non", "faux"], StringComparer.OrdinalIgnoreCase);

    /// <summary>ASCII white space around a text does not belong to a number, date or word in it.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.IsEmpty || (text[0] > ' ' && text[^1] > ' ') ? text : text.Trim(" \t\n\r\f\v"u8);

    /// <summary>Appends a text without U+0000, of at most so many code points (0 = any).</summary>
    public static Reading Append(ReadOnlySpan<byte> text, int limit, bool isPadded, CellRow row)
    {
        if (!Utf8.IsValid(text))
        {
            return Reading.Unfit;
        }

        if ((limit == 0 || text.Length <= limit) && !isPadded && text.Length <= MaxBytes && !text.Contains((byte)0))
        {
            row.Append(text);
            return Reading.Value;
        }

        var room = row.Reserve(text.Length);
        var length = 0;
        var points = 0;
        foreach (var unit in text)
        {
            if (unit != 0)
            {
                room[length++] = unit;
                points += (unit & 0xC0) == 0x80 ? 0 : 1;
            }
        }

        if ((limit > 0 && points > limit) || length > MaxBytes)
        {
            return Reading.Unfit;
        }

        row.Commit(isPadded ? room[..length].TrimEnd((byte)' ').Length : length);
        return Reading.Value;
    }

    /// <summary>Appends bytes.</summary>
    public static Reading AppendBytes(ReadOnlySpan<byte> bytes, CellRow row)
    {
        if (bytes.Length > MaxBytes)
        {
            return Reading.Unfit;
        }

        row.Append(bytes);
        return Reading.Value;
    }

    /// <summary>Appends 1 or 0 for a word.</summary>
    public static Reading AppendBoolean(ReadOnlySpan<byte> text, CellRow row)
    {
        var word = Encoding.UTF8.GetString(Trim(text));
        if (!True.Contains(word) && !False.Contains(word))
        {
            return Reading.Unfit;
        }

        row.Append(True.Contains(word) ? "1"u8 : "0"u8);
        return Reading.Value;
    }

    /// <summary>Appends a text that is one of the labels.</summary>
    public static Reading AppendLabel(ReadOnlySpan<byte> text, IReadOnlyList<string> labels, CellRow row)
    {
        if (!labels.Contains(Encoding.UTF8.GetString(text), StringComparer.Ordinal))
        {
            return Reading.Unfit;
        }

        row.Append(text);
        return Reading.Value;
    }

    /// <summary>Appends a UUID with hyphens, in lower case.</summary>
    public static Reading AppendUuid(ReadOnlySpan<byte> text, CellRow row)
    {
        var digits = Encoding.UTF8.GetString(Trim(text));
        if (!Guid.TryParseExact(digits, "D", out var uuid) && !Guid.TryParseExact(digits, "N", out uuid))
        {
            return Reading.Unfit;
        }

        return AppendUuid(uuid, row);
    }

    /// <summary>Appends a UUID of 16 bytes in the order they are stored in.</summary>
    public static Reading AppendUuidOf(ReadOnlySpan<byte> bytes, CellRow row) =>
        bytes.Length == 16 ? AppendUuid(new Guid(bytes, bigEndian: true), row) : Reading.Unfit;

    /// <summary>Appends a UUID of 16 bytes of which the first group of eight digits stands behind the second and third, and these in turn.</summary>
    public static Reading AppendSwappedUuidOf(ReadOnlySpan<byte> bytes, CellRow row)
    {
        var digits = Convert.ToHexStringLower(bytes);
        return bytes.Length == 16 ? AppendUuid(Encoding.ASCII.GetBytes($"{digits[8..16]}-{digits[4..8]}-{digits[..4]}-{digits[16..20]}-{digits[20..]}"), row) : Reading.Unfit;
    }

    /// <summary>Appends a network address: its bytes in hexadecimal and its prefix length.</summary>
    public static Reading AppendInet(ReadOnlySpan<byte> text, CellRow row)
    {
        var parts = Encoding.UTF8.GetString(Trim(text)).Split('/');
        if (parts.Length > 2 || parts[0].AsSpan().IndexOfAny("%[]") >= 0 || !IPAddress.TryParse(parts[0], out var address) || !IsWhole(parts[0], address))
        {
            return Reading.Unfit;
        }

        var most = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var prefix = most;
        if (parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out prefix) && prefix <= most))
        {
            return Reading.Unfit;
        }

        row.Append(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexString(address.GetAddressBytes())}/{prefix}")));
        return Reading.Value;
    }

    /// <summary>Appends the network address of 4 or 16 bytes.</summary>
    public static Reading AppendInetOf(ReadOnlySpan<byte> bytes, CellRow row) =>
        bytes.Length is 4 or 16 ? AppendInet(Encoding.ASCII.GetBytes(new IPAddress(bytes).ToString()), row) : Reading.Unfit;

    private static Reading AppendUuid(Guid uuid, CellRow row)
    {
        uuid.TryFormat(row.Reserve(36), out var length);
        row.Commit(length);
        return Reading.Value;
    }

    /// <summary>The runtime also takes <c>127.1</c> and hexadecimal numbers; a network address of PostgreSQL has four decimal parts.</summary>
    private static bool IsWhole(string text, IPAddress address) =>
        address.AddressFamily != AddressFamily.InterNetwork
        || text.Split('.') is { Length: 4 } numbers && Array.TrueForAll(numbers, number => number.Length is > 0 and <= 3 && number.All(char.IsAsciiDigit));
}
