using System.Globalization;
using System.Xml;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Reprise.Core.Problems;

namespace Reprise.Reporting.Quarantine;

/// <summary>Workbooks as spreadsheets save them.</summary>
internal static class XlsxForm
{
    /// <summary>Nothing of a worked file goes to temporary files.</summary>
    private static readonly OpenXmlConfiguration Configuration = new() { EnableSharedStringCache = false, FillMergedCells = false };

    /// <summary>Rows of all sheets: sheet, line and texts.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: it is no workbook.</exception>
    public static IEnumerable<(string Sheet, int Line, IReadOnlyList<string> Cells)> Read(string path)
    {
        using var stream = PrivateFile.Open(path);
        foreach (var sheet in Guarded(path, () => MiniExcel.GetSheetNames(stream, Configuration)))
        {
            var line = 0;
            using var rows = Guarded(path, () => MiniExcel.Query(stream, useHeaderRow: false, sheet, ExcelType.XLSX, configuration: Configuration).Cast<IDictionary<string, object?>>().GetEnumerator());
            while (Guarded(path, rows.MoveNext))
            {
                line++;
                yield return (sheet, line, [.. rows.Current.Values.Select(Text)]);
            }
        }
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or NotSupportedException or FormatException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or KeyNotFoundException)
        {
            throw new RepriseException(ErrorCodes.InvalidConfiguration, $"{path} is no workbook that can be read. Save it as .xlsx (Excel 2007 or later). Nothing was recorded.", inner: exception);
        }
    }

    /// <summary>The text of a cell; of one that a person gave another format, what the format stands for.</summary>
    private static string Text(object? value) => value switch
    {
        null => string.Empty,
        string text => text,
        bool truth => truth ? "1" : "0",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new FormatException("A cell holds neither text nor number nor date."),
    };
}
