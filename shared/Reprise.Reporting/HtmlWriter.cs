using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Reprise.Reporting;

/// <summary>Writes HTML in which every text is encoded.</summary>
internal sealed class HtmlWriter
{
    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
        h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #ccc}
        table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{font-weight:bold}dd{margin:0}
        """;

    /// <summary>Accents stay as they are; what could be markup does not.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new();

    /// <summary>A page with a title, in French.</summary>
    public static HtmlWriter Begin(string title) => new HtmlWriter()
        .Raw("<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n")
        .Element("title", title)
        .Raw($"<style>\n{Style}\n</style>\n</head>\n<body>\n");

    /// <summary>The whole page, UTF-8.</summary>
    public byte[] End() => Encoding.UTF8.GetBytes(Raw("</body>\n</html>\n").ToString());

    /// <summary>Markup of ours, as it is.</summary>
    public HtmlWriter Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>An element with text in it.</summary>
    public HtmlWriter Element(string name, string text, string? @class = null)
    {
        var attribute = @class is null ? string.Empty : $" class=\"{@class}\"";
        _html.Append($"<{name}{attribute}>").Append(Encoder.Encode(text)).Append($"</{name}>\n");
        return this;
    }

    /// <summary>Terms and what they are.</summary>
    public void Definitions(IEnumerable<(string Term, string Text)> entries)
    {
        Raw("<dl>\n");
        foreach (var (term, text) in entries)
        {
            Element("dt", term).Element("dd", text);
        }

        Raw("</dl>\n");
    }

    /// <summary>A table; columns from <paramref name="numbersFrom"/> on are set as numbers. Without rows, a word says so.</summary>
    public void Table(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, int numbersFrom = int.MaxValue)
    {
        if (rows.Count == 0)
        {
            Element("p", "Néant.");
            return;
        }

        Raw("<table>\n<thead><tr>");
        Cells("th", headings, numbersFrom);
        Raw("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            Raw("<tr>");
            Cells("td", row, numbersFrom);
            Raw("</tr>\n");
        }

        Raw("</tbody>\n</table>\n");
    }

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();

    private void Cells(string name, IReadOnlyList<string> texts, int numbersFrom)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            Element(name, texts[i], i >= numbersFrom ? "n" : null);
        }
    }
}
