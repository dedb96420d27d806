using System.IO.Compression;
using Reprise.Core.Ports;

namespace Reprise.Reporting.Quarantine;

/// <summary>Writes one workbook with a sheet per table, row by row, so that a large one takes no more memory than a small one.</summary>
/// <remarks>All cells are texts and formatted as such, also those still empty: a postal code typed into them keeps its zeros. The libraries at hand either hold a workbook in memory or format no text.</remarks>
internal sealed class XlsxQuarantineWriter : IQuarantineFileWriter
{
    /// <summary>Rows of a sheet, the headings included: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3.</summary>
    private const int MaxRows = 1_048_576;

    private readonly ZipArchive _archive;
    private readonly SheetNames _names = new();
    private readonly List<string> _sheets = [];
    private IReadOnlyList<string> _columns = [];
    private string _table = string.Empty;
    private XlsxSheet? _sheet;

    public XlsxQuarantineWriter(string path)
    {
        _archive = new ZipArchive(PrivateFile.Create(path), ZipArchiveMode.Create);
        Files = [path];
    }

    public IReadOnlyList<string> Files { get; }

    public void Begin(string table, IReadOnlyList<string> columns)
    {
        _sheet?.Dispose();
        (_table, _columns) = (table, columns);
        _sheets.Add(_names.Next(table));
        _sheet = new XlsxSheet(_archive.CreateEntry(XlsxParts.SheetPath(_sheets.Count)).Open(), ExportedCells.Headings(columns, isCsv: false));
    }

    public void Write(ExportedRow row)
    {
        if (_sheet is { Rows: MaxRows })
        {
            Begin(_table, _columns);
        }

        (_sheet ?? throw new InvalidOperationException("No table was begun.")).Write(ExportedCells.Of(row, isCsv: false));
    }

    public void Dispose()
    {
        _sheet?.Dispose();
        foreach (var (part, content) in XlsxParts.Of(_sheets))
        {
            using var text = new StreamWriter(_archive.CreateEntry(part).Open());
            text.Write(content);
        }

        _archive.Dispose();
    }
}
