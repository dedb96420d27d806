using Reprise.Core.Ports;
using Reprise.Core.Problems;

namespace Reprise.Reporting.Quarantine;

/// <summary>Quarantine files by the ending of their names.</summary>
internal sealed class QuarantineFiles : IQuarantineFiles
{
    public string Reason(string code) => French.Reason(code);

    public string Remedy(string code) => QuarantineWords.Remedy(code);

    public IQuarantineFileWriter Create(string path, IReadOnlyList<string> tables) => IsCsv(path) ? new CsvQuarantineWriter(path, tables.Count) : new XlsxQuarantineWriter(path);

    public IEnumerable<WorkedRow> Read(string path) => IsCsv(path)
        ? Rows(path, CsvForm.Read(path).Select(row => (string.Empty, row.Line, row.Cells)), isCsv: true)
        : Rows(path, XlsxForm.Read(path), isCsv: false);

    private static IEnumerable<WorkedRow> Rows(string path, IEnumerable<(string Sheet, int Line, IReadOnlyList<string> Cells)> lines, bool isCsv)
    {
        var name = Path.GetFileName(path);
        WorkedSheet? sheet = null;
        string? current = null;
        foreach (var (title, line, cells) in lines)
        {
            if (title != current)
            {
                current = title;
                sheet = new WorkedSheet(title.Length == 0 ? name : $"{name}, sheet {title}", isCsv);
                sheet.ReadHeadings(cells);
            }
            else if (sheet!.Read(line, cells) is { } row)
            {
                yield return row;
            }
        }
    }

    private static bool IsCsv(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => true,
        ".xlsx" => false,
        _ => throw new RepriseException(ErrorCodes.InvalidConfiguration, $"'{path}' ends neither in .csv nor in .xlsx. The ending says which form the file has."),
    };
}
