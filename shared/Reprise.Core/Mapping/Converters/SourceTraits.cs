using System.Globalization;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping.Types;
using Reprise.Core.Plans;

namespace Reprise.Core.Mapping.Converters;

/// <summary>What a conversion has to know of a source column beyond the type of its values.</summary>
/// <param name="HasBlankEnum">An ENUM in which the empty text is MySQL's error value and no label.</param>
/// <param name="IsYear">A YEAR, whose 0 is a zero date.</param>
/// <param name="ZeroFill">Digits that MySQL shows of a ZEROFILL integer; 0 = no ZEROFILL.</param>
/// <param name="IsGeometry">Bytes that only a spatial type reads.</param>
internal readonly record struct SourceTraits(bool HasBlankEnum, bool IsYear, int ZeroFill, bool IsGeometry)
{
    /// <summary>Order of bytes that become a uuid.</summary>
    public UuidOrder UuidOrder { get; init; }

    /// <summary>Clock of the zone that the source's local times are of; null = taken for UTC.</summary>
    public LocalClock? Clock { get; init; }

    /// <summary>Traits of a column.</summary>
    public static SourceTraits Of(SourceColumn column) => new(
        column.DataType == "enum" && !column.Labels.Contains(string.Empty),
        column.DataType == "year",
        column.IsZeroFill ? DisplayWidth(column.DeclaredType) : 0,
        SourceTypes.IsGeometry(column.DataType));

    /// <summary>Only integers: a zero-filled decimal or double is shown with zeros whose number depends on the value.</summary>
    private static int DisplayWidth(string declared)
    {
        var open = declared.IndexOf('(', StringComparison.Ordinal);
        var close = declared.IndexOf(')', StringComparison.Ordinal);
        return open > 0 && close > open && declared[..open].EndsWith("int", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(declared.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? Math.Min(width, byte.MaxValue)
            : 0;
    }

    /// <summary>Which texts of the column stand for no value.</summary>
    public TextRules Rules(bool blankAsNull) => new(blankAsNull, HasBlankEnum);
}
