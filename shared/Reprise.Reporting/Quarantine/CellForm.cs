using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reprise.Core.Ports;

namespace Reprise.Reporting.Quarantine;

/// <summary>How a source cell is written so that a spreadsheet gives it back as it was.</summary>
/// <remarks>
/// | cell | written |
/// |---|---|
/// | NULL | <c>\N</c>; an empty cell is an empty text |
/// | longer than a spreadsheet's cell | <c>\G</c> and the length: kept as it is |
/// | text that begins with a backslash, or holds control characters | <c>\</c> and a JSON string: <c>\"a\u0000b"</c> |
/// | CSV only: what a spreadsheet would calculate, convert or shorten (<c>=1+1</c>, <c>01000</c>, <c>1-2</c>) | an apostrophe before it |
/// | any other | itself |
/// </remarks>
internal static partial class CellForm
{
    /// <summary>Longest text of a cell, see https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3, less what its form adds.</summary>
    private const int MaxLength = 32_000;

    /// <summary>Digits that a spreadsheet keeps of a number.</summary>
    private const int ExactDigits = 15;

    private const string Null = "\\N";
    private const string Kept = "\\G";
    private const char Guard = '\'';

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(WorkedCell cell, bool isCsv)
    {
        if (cell.IsKept || cell.Text?.Length > MaxLength)
        {
            return cell.Text is null ? Kept : string.Create(CultureInfo.InvariantCulture, $"{Kept} ({cell.Text.Length})");
        }

        var text = cell.Text is { } plain ? NeedsJson(plain) ? Escaped(plain) : plain : Null;
        return isCsv && NeedsGuard(text) ? Guard + text : text;
    }

    /// <summary>Reads a cell.</summary>
    /// <exception cref="FormatException">It begins like a special form and is none.</exception>
    public static WorkedCell Read(string cell, bool isCsv)
    {
        var text = isCsv && cell.StartsWith(Guard) ? cell[1..] : cell;
        if (!text.StartsWith('\\'))
        {
            return new WorkedCell(text);
        }

        if (text == Null)
        {
            return new WorkedCell(null);
        }

        if (text.StartsWith(Kept, StringComparison.Ordinal))
        {
            return new WorkedCell(null, IsKept: true);
        }

        try
        {
            return new WorkedCell(JsonSerializer.Deserialize<string>(text[1..]) ?? throw new FormatException());
        }
        catch (JsonException exception)
        {
            throw new FormatException("A cell that begins with a backslash is \\N, \\G or a JSON string.", exception);
        }
    }

    private static bool NeedsJson(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if ((Rune.IsControl(rune) && rune.Value is not ('\n' or '\t')) || rune == Rune.ReplacementChar || rune.Value is 0xFFFE or 0xFFFF)
            {
                return true;
            }
        }

        return text.StartsWith('\\') || SpreadsheetEscape().IsMatch(text);
    }

    /// <summary>A lone half of a pair has no other form than its escape, nor has what OOXML takes for one of its own (ECMA-376 part 1, 22.9.2.19).</summary>
    private static string Escaped(string text) => "\\" + JsonSerializer.Serialize(text, Json).Replace("_x", "\\u005fx", StringComparison.Ordinal);

    /// <summary>A spreadsheet takes for something else than text whatever begins like a formula (https://owasp.org/www-community/attacks/CSV_Injection) or holds digits in any other form than a short integer, and words of truth.</summary>
    private static bool NeedsGuard(string text) =>
        text.Length > 0
        && (text[0] is '=' or '+' or '-' or '@' or '\t' or '\n' or Guard
            || (text.Any(char.IsDigit) && !(text.Length <= ExactDigits && ShortInteger().IsMatch(text)))
            || text.Trim().ToLowerInvariant() is "true" or "false" or "vrai" or "faux");

    [GeneratedRegex("^(0|[1-9][0-9]*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShortInteger();

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SpreadsheetEscape();
}
