namespace Reprise.Core.Mapping.Text;

/// <summary>Reads ASCII syntax from UTF-8, left to right. Reading past what is there is a false, never an exception.</summary>
internal ref struct TextCursor(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>True when nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Text without ASCII white space at both ends.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n\v\f"u8);

    /// <summary>Reads one of up to two letters.</summary>
    public bool Skip(byte letter, byte or = 0)
    {
        if (_rest.IsEmpty || (_rest[0] != letter && (or == 0 || _rest[0] != or)))
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }

    /// <summary>Reads a number of <paramref name="least"/> to <paramref name="most"/> (at most 9) digits.</summary>
    public bool Number(int least, int most, out int value)
    {
        value = 0;
        var length = 0;
        while (length < most && length < _rest.Length && _rest[length] is >= (byte)'0' and <= (byte)'9')
        {
            value = (value * 10) + (_rest[length] - '0');
            length++;
        }

        _rest = _rest[length..];
        return length >= least;
    }

    /// <summary>Reads an optional fraction of a second: microseconds, and whether digits beyond them were cut.</summary>
    public bool Fraction(out int microseconds, out bool isCut)
    {
        microseconds = 0;
        isCut = false;
        if (!Skip((byte)'.'))
        {
            return true;
        }

        var digits = 0;
        while (!_rest.IsEmpty && _rest[0] is >= (byte)'0' and <= (byte)'9')
        {
            if (digits < 6)
            {
                microseconds = (microseconds * 10) + (_rest[0] - '0');
            }
            else
            {
                isCut |= _rest[0] != '0';
            }

            digits++;
            _rest = _rest[1..];
        }

        for (var missing = digits; missing < 6; missing++)
        {
            microseconds *= 10;
        }

        return digits > 0;
    }
}
