using System.Globalization;
using System.Security;

namespace Reprise.Reporting.Quarantine;

/// <summary>The parts of a workbook that are not its sheets (ECMA-376 part 1, 12 and 18).</summary>
internal static class XlsxParts
{
    /// <summary>Namespace of sheets and workbooks.</summary>
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Form = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Path of a sheet, counted from 1.</summary>
    public static string SheetPath(int number) => string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{number}.xml");

    /// <summary>Paths and contents, for sheets of these names.</summary>
    public static IEnumerable<(string Path, string Content)> Of(IReadOnlyList<string> sheets)
    {
        var numbers = Enumerable.Range(1, sheets.Count).ToList();
        yield return ("[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Form}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Form}.styles+xml"/>{string.Concat(numbers.Select(number => $"""<Override PartName="/{SheetPath(number)}" ContentType="{Form}.worksheet+xml"/>"""))}</Types>
            """);
        yield return ("_rels/.rels", $"""<Relationships xmlns="{Relations}"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        yield return ("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>{string.Concat(numbers.Select(number => $"""<sheet name="{SecurityElement.Escape(sheets[number - 1])}" sheetId="{number}" r:id="rId{number}"/>"""))}</sheets></workbook>
            """);
        yield return ("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Relations}">{string.Concat(numbers.Select(number => $"""<Relationship Id="rId{number}" Type="{Office}/worksheet" Target="/{SheetPath(number)}"/>"""))}<Relationship Id="rId{numbers.Count + 1}" Type="{Office}/styles" Target="/xl/styles.xml"/></Relationships>
            """);
        yield return ("xl/styles.xml", Styles);
    }

    /// <summary>Style 1 is text (number format 49), style 2 the same in bold.</summary>
    private static string Styles => $"""
        <styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>
        """;
}
