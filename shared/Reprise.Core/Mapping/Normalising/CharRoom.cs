namespace Reprise.Core.Mapping.Normalising;

/// <summary>Characters that grow and are reused, text after text.</summary>
internal sealed class CharRoom
{
    private const int FirstLength = 256;

    /// <summary>Characters from which on the room is not kept for the next text.</summary>
    private const int LargeLength = Columns.LargeMemory.Threshold / sizeof(char);

    private char[] _chars = new char[FirstLength];

    /// <summary>Characters written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written, until more is.</summary>
    public Span<char> Written => _chars.AsSpan(0, Length);

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        Length = 0;
        if (_chars.Length > LargeLength)
        {
            _chars = new char[FirstLength];
        }
    }

    /// <summary>Cuts what was written.</summary>
    public void Cut(int length) => Length = Math.Min(Length, length);

    /// <summary>Writes a character.</summary>
    public void Append(char unit) => Take(1)[0] = unit;

    /// <summary>Writes characters.</summary>
    public void Append(ReadOnlySpan<char> text) => text.CopyTo(Take(text.Length));

    /// <summary>Writes a code point; half of a surrogate pair is written as it is.</summary>
    public void AppendPoint(int point)
    {
        if (point <= char.MaxValue)
        {
            Append((char)point);
        }
        else
        {
            Append((char)(0xD7C0 + (point >> 10)));
            Append((char)(0xDC00 + (point & 0x3FF)));
        }
    }

    /// <summary>So many characters, to be filled by the caller.</summary>
    public Span<char> Take(int length)
    {
        var needed = checked(Length + length);
        if (needed > _chars.Length)
        {
            Array.Resize(ref _chars, (int)Math.Min(Array.MaxLength, Math.Max(needed, _chars.Length * 2L)));
        }

        Length = needed;
        return _chars.AsSpan(needed - length, length);
    }
}
