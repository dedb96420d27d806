using System.Text;
using CsvHelper;
using Reprise.Core.Ports;

namespace Reprise.Reporting.Quarantine;

/// <summary>Writes one CSV file per table: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), with semicolons and a byte order mark, as French spreadsheets open it.</summary>
/// <param name="path">File of the only table, or the name that those of several tables are made of: <c>rejets.csv</c> becomes <c>rejets.membre.csv</c>.</param>
/// <param name="tables">How many tables there are.</param>
internal sealed class CsvQuarantineWriter(string path, int tables) : IQuarantineFileWriter
{
    private readonly List<string> _files = [];
    private readonly SheetNames _names = new();
    private CsvWriter? _writer;

    public IReadOnlyList<string> Files => _files;

    public void Begin(string table, IReadOnlyList<string> columns)
    {
        _writer?.Dispose();
        var file = tables == 1 ? path : Path.ChangeExtension(path, $".{_names.Next(table)}.csv");
        var stream = new StreamWriter(PrivateFile.Create(file), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        _files.Add(file);
        _writer = new CsvWriter(stream, CsvForm.Written);
        WriteLine(ExportedCells.Headings(columns, isCsv: true));
    }

    public void Write(ExportedRow row) => WriteLine(ExportedCells.Of(row, isCsv: true));

    public void Dispose() => _writer?.Dispose();

    private void WriteLine(IEnumerable<string> cells)
    {
        var writer = _writer ?? throw new InvalidOperationException("No table was begun.");
        foreach (var cell in cells)
        {
            writer.WriteField(cell);
        }

        writer.NextRecord();
    }
}
