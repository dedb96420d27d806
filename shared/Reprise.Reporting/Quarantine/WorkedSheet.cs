using Reprise.Core.Ports;
using Reprise.Core.Problems;

namespace Reprise.Reporting.Quarantine;

/// <summary>The rows of one sheet, read by its headings.</summary>
/// <param name="place">File and sheet, for messages.</param>
/// <param name="isCsv">True for CSV.</param>
internal sealed class WorkedSheet(string place, bool isCsv)
{
    private IReadOnlyList<string> _columns = [];

    /// <summary>Reads the line of headings.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: they are not those of an export.</exception>
    public void ReadHeadings(IReadOnlyList<string> cells)
    {
        if (cells.Count <= Headings.All.Count || !cells.Take(Headings.All.Count).Select(Trimmed).SequenceEqual(Headings.All, StringComparer.OrdinalIgnoreCase))
        {
            throw new RepriseException(
                ErrorCodes.InvalidConfiguration,
                $"{place}: the first line must be the headings of an export, '{string.Join(", ", Headings.All)}' and then the source's columns. Work a file that 'reprise quarantine export' wrote, and leave its headings alone. Nothing was recorded.");
        }

        _columns = [.. cells.Skip(Headings.All.Count).Select(Trimmed).Reverse().SkipWhile(name => name.Length == 0).Reverse()];
        if (_columns.Distinct(StringComparer.Ordinal).Count() != _columns.Count || _columns.Contains(string.Empty))
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"{place}: a heading is empty or comes twice. Take the line of headings from the export. Nothing was recorded.");
        }
    }

    /// <summary>Reads a row; null when it is blank.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: it has not the form of a row.</exception>
    public WorkedRow? Read(int line, IReadOnlyList<string> cells)
    {
        if (cells.All(string.IsNullOrEmpty))
        {
            return null;
        }

        if (isCsv && cells.Count != Headings.All.Count + _columns.Count)
        {
            throw Broken(line, $"{cells.Count} cells instead of {Headings.All.Count + _columns.Count}: a quote or a semicolon was lost.");
        }

        var texts = Enumerable.Range(0, Headings.All.Count).Select(i => Cell(line, i, cells).Text ?? string.Empty).ToList();
        var values = new Dictionary<string, WorkedCell>(StringComparer.Ordinal);
        for (var i = 0; i < _columns.Count; i++)
        {
            values[_columns[i]] = Cell(line, Headings.All.Count + i, cells);
        }

        return new WorkedRow(place, line, texts[Headings.Run], texts[Headings.Table], texts[Headings.Key], QuarantineWords.Decision(texts[Headings.Decision]), texts[Headings.Comment].Trim(), values);
    }

    private WorkedCell Cell(int line, int index, IReadOnlyList<string> cells)
    {
        try
        {
            // Spreadsheets leave out empty cells at the end of a row.
            return CellForm.Read(index < cells.Count ? cells[index] : string.Empty, isCsv);
        }
        catch (FormatException exception)
        {
            throw Broken(line, $"column '{Heading(index)}': {exception.Message}");
        }
    }

    private string Heading(int index) => index < Headings.All.Count ? Headings.All[index] : _columns[index - Headings.All.Count];

    private string Trimmed(string heading) => CellForm.Read(heading, isCsv).Text?.Trim() ?? string.Empty;

    private RepriseException Broken(int line, string what) => new(ErrorCodes.InvalidConfiguration, $"{place}, line {line}: {what} Take the row from the export again. Nothing was recorded.");
}
