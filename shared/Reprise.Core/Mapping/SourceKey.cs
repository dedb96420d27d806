using System.Globalization;
using Reprise.Core.Mapping.Masking;

namespace Reprise.Core.Mapping;

/// <summary>The canonical text of a source key, by which crosswalk, quarantine and lineage know a row: values joined by U+001F.</summary>
/// <remarks>
/// Equal values have the same text whatever their type, so that a reference finds its parent across types: integers of any width are
/// their digits, a boolean is 1 or 0, decimals and fractions of a second lose zeros at their end, moments are ISO 8601
/// (a timestamp ends in <c>+00</c>), bytes and UUIDs are hexadecimal. Text is itself, but for U+0000, which becomes U+2400: PostgreSQL's text cannot hold it.
/// </remarks>
public static class SourceKey
{
    /// <summary>Between the values of a composite key: a control character that no key of a business table holds.</summary>
    public const char Separator = '\u001f';

    /// <summary>The key of a row that has none: its chunk and ordinal in the snapshot, such as <c>#3:1041</c>.</summary>
    public static string Ordinal(int chunk, long row) => string.Create(CultureInfo.InvariantCulture, $"#{chunk}:{row}");

    /// <summary>The key as people may see it: numbers and hexadecimal with commas between, any other text masked.</summary>
    public static string Shown(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.All(unit => char.IsAsciiHexDigit(unit) || unit is '-' or '#' or ':' or Separator) ? key.Replace(Separator, ',') : ValueMask.Mask(key);
    }
}
