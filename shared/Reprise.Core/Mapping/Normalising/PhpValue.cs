using System.Buffers.Text;

namespace Reprise.Core.Mapping.Normalising;

/// <summary>Reads a serialised value of PHP from its bytes, for its form only.</summary>
internal ref struct PhpValue(ReadOnlySpan<byte> bytes)
{
    private const int MostDepth = 128;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>True when the bytes are one value and nothing else.</summary>
    public bool IsWhole() => Value(depth: 0) && _rest.IsEmpty;

    private bool Value(int depth)
    {
        if (_rest.Length < 2 || depth > MostDepth)
        {
            return false;
        }

        var kind = _rest[0];
        _rest = _rest[1..];
        return kind switch
        {
            (byte)'N' => Take(";"u8),
            (byte)'b' => Take(":"u8) && (Take("0;"u8) || Take("1;"u8)),
            (byte)'i' or (byte)'r' or (byte)'R' => Take(":"u8) && Integer(out _) && Take(";"u8),
            (byte)'d' => Take(":"u8) && Double() && Take(";"u8),
            (byte)'s' => Take(":"u8) && Quoted() && Take(";"u8),
            (byte)'E' => Take(":"u8) && Quoted() && Take(";"u8),
            (byte)'a' => Take(":"u8) && Entries(depth),
            (byte)'O' => Take(":"u8) && Quoted() && Take(":"u8) && Entries(depth),
            (byte)'C' => Take(":"u8) && Quoted() && Take(":"u8) && Integer(out var length) && Take(":{"u8) && Skip(length) && Take("}"u8),
            _ => false,
        };
    }

    /// <summary>A count and as many keys with values in braces.</summary>
    private bool Entries(int depth)
    {
        if (!Integer(out var count) || count < 0 || !Take(":{"u8))
        {
            return false;
        }

        for (var i = 0L; i < count; i++)
        {
            if (_rest.IsEmpty || _rest[0] is not ((byte)'i' or (byte)'s') || !Value(depth + 1) || !Value(depth + 1))
            {
                return false;
            }
        }

        return Take("}"u8);
    }

    /// <summary>A length in bytes, and as many between quotes.</summary>
    private bool Quoted() => Integer(out var length) && Take(":\""u8) && Skip(length) && Take("\""u8);

    private bool Double()
    {
        if (Take("INF"u8) || Take("-INF"u8) || Take("NAN"u8))
        {
            return true;
        }

        var isNumber = Utf8Parser.TryParse(_rest, out double _, out var length);
        _rest = _rest[length..];
        return isNumber;
    }

    private bool Integer(out long number)
    {
        var isNumber = Utf8Parser.TryParse(_rest, out number, out var length);
        _rest = _rest[length..];
        return isNumber;
    }

    private bool Skip(long length)
    {
        if (length < 0 || length > _rest.Length)
        {
            return false;
        }

        _rest = _rest[(int)length..];
        return true;
    }

    private bool Take(ReadOnlySpan<byte> expected)
    {
        if (!_rest.StartsWith(expected))
        {
            return false;
        }

        _rest = _rest[expected.Length..];
        return true;
    }
}
