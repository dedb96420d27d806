using System.Globalization;
using System.Xml;

namespace Reprise.Reporting.Quarantine;

/// <summary>One sheet of a workbook (ECMA-376 part 1, 18.3), written row by row.</summary>
internal sealed class XlsxSheet : IDisposable
{
    private const string Heading = "2";
    private const string Text = "1";
    private const int MaxColumns = 16_384;

    private readonly XmlWriter _xml;

    /// <summary>Begins a sheet with its headings, which stay in sight.</summary>
    public XlsxSheet(Stream stream, IEnumerable<string> headings)
    {
        _xml = XmlWriter.Create(stream, new XmlWriterSettings { CloseOutput = true });
        _xml.WriteStartDocument(standalone: true);
        _xml.WriteStartElement("worksheet", XlsxParts.Main);
        _xml.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        _xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<cols><col min="1" max="{MaxColumns}" width="22" style="{Text}" customWidth="1"/></cols>"""));
        _xml.WriteStartElement("sheetData");
        Write(headings, Heading);
    }

    /// <summary>Rows written, the headings included.</summary>
    public int Rows { get; private set; }

    /// <summary>Writes a row.</summary>
    public void Write(IEnumerable<string> cells) => Write(cells, Text);

    public void Dispose()
    {
        _xml.WriteEndElement();
        var decision = (char)('A' + Headings.Decision);
        _xml.WriteRaw($"""<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="{decision}2:{decision}1048576"><formula1>"{QuarantineWords.Dismiss},{QuarantineWords.Withdraw}"</formula1></dataValidation></dataValidations>""");
        _xml.WriteEndDocument();
        _xml.Dispose();
    }

    private void Write(IEnumerable<string> cells, string style)
    {
        Rows++;
        _xml.WriteStartElement("row");
        _xml.WriteAttributeString("r", Rows.ToString(CultureInfo.InvariantCulture));
        foreach (var cell in cells)
        {
            _xml.WriteStartElement("c");
            _xml.WriteAttributeString("s", style);
            _xml.WriteAttributeString("t", "inlineStr");
            _xml.WriteStartElement("is");
            _xml.WriteStartElement("t");
            _xml.WriteAttributeString("xml", "space", null, "preserve");
            _xml.WriteString(cell);
            _xml.WriteEndElement();
            _xml.WriteEndElement();
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }
}
