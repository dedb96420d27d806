using System.Text;

namespace Reprise.Core.Mapping.Masking;

/// <summary>Makes of a value what may stand in ledger and reports: its shape, never itself.</summary>
/// <remarks>Letters become <c>x</c> or <c>X</c>, digits <c>9</c>, control characters their pictures; what is left says enough about the fault.</remarks>
public static class ValueMask
{
    /// <summary>Most characters shown.</summary>
    public const int MaxLength = 40;

    private const char Cut = '…';

    /// <summary>The mask of a text.</summary>
    public static string Mask(ReadOnlySpan<char> value)
    {
        var mask = new StringBuilder(Math.Min(value.Length, MaxLength) + 1);
        var shown = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            if (shown++ == MaxLength)
            {
                return mask.Append(Cut).ToString();
            }

            Append(mask, rune);
        }

        return mask.ToString();
    }

    /// <summary>The mask of UTF-8 text; bytes that are none show as U+FFFD.</summary>
    public static string Mask(ReadOnlySpan<byte> utf8)
    {
        // No character has more than four bytes, so the rest is behind the cut.
        var head = utf8[..Math.Min(utf8.Length, (MaxLength + 1) * 4)];
        return Mask(Encoding.UTF8.GetString(head));
    }

    private static void Append(StringBuilder mask, Rune rune)
    {
        if (Rune.IsDigit(rune))
        {
            mask.Append('9');
        }
        else if (Rune.IsLetter(rune))
        {
            mask.Append(Rune.IsUpper(rune) ? 'X' : 'x');
        }
        else if (rune.Value is < 0x20)
        {
            // U+2400: pictures of control characters. The ledger's text cannot hold U+0000.
            mask.Append((char)('\u2400' + rune.Value));
        }
        else
        {
            mask.Append(rune.ToString());
        }
    }
}
