using System.Text.RegularExpressions;
using Reprise.Core.Columns;

namespace Reprise.Pipeline.Quarantine;

/// <summary>What people type where the source has another form: a decimal comma, a day before its month, nothing for no value.</summary>
internal static partial class FrenchInput
{
    /// <summary>The text as the source writes it; what has no such form is left alone, to be refused.</summary>
    public static string? Normalise(ColumnType type, string? text) => type.Kind switch
    {
        ValueKind.Text or ValueKind.TextSet or ValueKind.Binary => text,
        _ when string.IsNullOrWhiteSpace(text) => null,
        ValueKind.Decimal or ValueKind.Float32 or ValueKind.Float64 => text.Contains('.', StringComparison.Ordinal) ? text.Trim() : text.Trim().Replace(',', '.'),
        ValueKind.Date or ValueKind.DateTime or ValueKind.Timestamp => DayFirst().Replace(text.Trim(), "${year}-${month}-${day}"),
        _ => text,
    };

    [GeneratedRegex("^(?<day>[0-9]{2})/(?<month>[0-9]{2})/(?<year>[0-9]{4})(?=$| )", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DayFirst();
}
