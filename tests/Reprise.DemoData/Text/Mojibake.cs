using System.Text;

namespace Reprise.DemoData.Text;

/// <summary>UTF-8 bytes read as cp1252, the way MySQL's latin1 does: its five unassigned bytes become C1 controls.</summary>
internal static class Mojibake
{
    private const string HighControls =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    public static string Once(string text)
    {
        var garbled = new StringBuilder(text.Length * 2);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            garbled.Append(b is >= 0x80 and < 0xA0 ? HighControls[b - 0x80] : (char)b);
        }

        return garbled.ToString();
    }

    public static string Twice(string text) => Once(Once(text));
}
