using System.Text;

namespace Reprise.Core.Mapping.Converters;

/// <summary>Which texts stand for no value.</summary>
/// <param name="BlankAsNull">White space only, where the plan says so.</param>
/// <param name="BlankEnum">Empty text in an ENUM that has no such label: MySQL's error value, index 0. See https://dev.mysql.com/doc/refman/8.4/en/enum.html.</param>
internal readonly record struct TextRules(bool BlankAsNull, bool BlankEnum)
{
    /// <summary>True when there is anything to look for.</summary>
    public bool Any => BlankAsNull || BlankEnum;

    /// <summary>The verdict on a text before it is converted.</summary>
    public Verdict Judge(ReadOnlySpan<byte> text) => this switch
    {
        { BlankEnum: true } when text.IsEmpty => Verdict.BlankEnum,
        { BlankAsNull: true } when IsBlank(text) => Verdict.Blank,
        _ => Verdict.Good,
    };

    private static bool IsBlank(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            // A letter or digit in front settles nearly every value.
            if (text[0] is > (byte)' ' and < 0x80)
            {
                return false;
            }

            Rune.DecodeFromUtf8(text, out var rune, out var length);
            if (!Rune.IsWhiteSpace(rune))
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
