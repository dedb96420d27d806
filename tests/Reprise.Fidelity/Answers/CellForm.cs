using System.Globalization;
using System.Text;

namespace Reprise.Fidelity.Answers;

/// <summary>A value in an answer: text in quotes, so that spaces show, control characters escaped, and the middle of long values left out.</summary>
internal static class CellForm
{
    private const int MaxLength = 90;
    private const int Shown = 20;

    public static string Of(string value, bool isText)
    {
        var form = value.Length > MaxLength
            ? $"{Escape(value[..Shown])}… ({value.Length.ToString(CultureInfo.InvariantCulture)} characters)"
            : Escape(value);
        return isText ? $"'{form}'" : form;
    }

    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            text.Append(letter switch
            {
                '\n' => "\\n",
                '\t' => "\\t",
                _ when char.IsControl(letter) => $"\\u{(int)letter:x4}",
                _ => letter.ToString(),
            });
        }

        return text.ToString();
    }
}
