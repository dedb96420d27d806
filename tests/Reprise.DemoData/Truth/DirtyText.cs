using Reprise.DemoData.Text;

namespace Reprise.DemoData.Truth;

/// <summary>A text column some of whose accented values went through the wrong charset once or twice.</summary>
internal sealed class DirtyText(DirtyRows once, DirtyRows twice)
{
    public string Value(int row, string key, string text)
    {
        if (Ascii.Is(text))
        {
            return text;
        }

        if (twice.Hit(row, key, text))
        {
            return Mojibake.Twice(text);
        }

        return once.Hit(row, key, text) ? Mojibake.Once(text) : text;
    }
}
