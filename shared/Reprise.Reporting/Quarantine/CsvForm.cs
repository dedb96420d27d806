using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Reprise.Core.Problems;

namespace Reprise.Reporting.Quarantine;

/// <summary>CSV as spreadsheets write it.</summary>
internal static class CsvForm
{
    /// <summary>What French spreadsheets put between cells.</summary>
    public const string Delimiter = ";";

    private static readonly string[] Delimiters = [Delimiter, ",", "\t"];

    /// <summary>Lines end as RFC 4180 says, which is the default; set by hand, a line feed alone would not be quoted.</summary>
    public static CsvConfiguration Written { get; } = new(CultureInfo.InvariantCulture) { Delimiter = Delimiter, Mode = CsvMode.RFC4180 };

    /// <summary>Lines of cells, each with the number of the line that it ends on.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.InvalidConfiguration"/>: it is not UTF-8.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string path)
    {
        using var stream = PrivateFile.Open(path);
        var delimiter = FindDelimiter(stream, path);
        stream.Position = 0;
        using var text = new StreamReader(stream, Utf8());
        using var parser = new CsvParser(text, Reading(delimiter));
        while (Next(parser, path))
        {
            yield return (parser.RawRow, parser.Record ?? []);
        }
    }

    private static CsvConfiguration Reading(string delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter,
        Mode = CsvMode.RFC4180,
        HasHeaderRecord = false,
        BadDataFound = null,
        IgnoreBlankLines = true,
    };

    private static UTF8Encoding Utf8() => new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static bool Next(CsvParser parser, string path)
    {
        try
        {
            return parser.Read();
        }
        catch (DecoderFallbackException exception)
        {
            throw NotUtf8(path, exception);
        }
    }

    /// <summary>The one that the line of headings has most of.</summary>
    private static string FindDelimiter(FileStream stream, string path)
    {
        try
        {
            using var text = new StreamReader(stream, Utf8(), leaveOpen: true);
            var headings = text.ReadLine() ?? string.Empty;
            return Delimiters.MaxBy(delimiter => headings.Split(delimiter).Length)!;
        }
        catch (DecoderFallbackException exception)
        {
            throw NotUtf8(path, exception);
        }
    }

    private static RepriseException NotUtf8(string path, DecoderFallbackException exception) => new(
        ErrorCodes.InvalidConfiguration,
        $"{path} is not UTF-8: a spreadsheet saved it in another encoding, which loses letters. Save it as 'CSV UTF-8', or work the .xlsx form instead. Nothing was recorded.",
        inner: exception);
}
