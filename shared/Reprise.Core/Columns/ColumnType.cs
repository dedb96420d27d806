namespace Reprise.Core.Columns;

/// <summary>The type of one column of a batch, a part or a mapping.</summary>
/// <param name="Kind">What the values mean.</param>
/// <param name="Precision">Decimal: total digits. DateTime, Timestamp, Time: fractional digits, 0 to 6.</param>
/// <param name="Scale">Decimal: digits after the point.</param>
/// <param name="Length">Text: declared length in code points. Bits: width. 0 where it does not apply.</param>
public sealed record ColumnType(ValueKind Kind, int Precision = 0, int Scale = 0, int Length = 0)
{
    /// <summary>Most decimal digits whose every unscaled value fits an <see cref="long"/>.</summary>
    public const int MaxUnscaledDigits = 18;

    /// <summary>True when a value is one <see cref="long"/> (<see cref="FixedColumn"/>); false when it is bytes (<see cref="VariableColumn"/>).</summary>
    public bool IsFixed => Kind switch
    {
        ValueKind.Text or ValueKind.Binary or ValueKind.Json or ValueKind.Uuid or ValueKind.TextSet => false,
        ValueKind.Decimal => Precision <= MaxUnscaledDigits,
        _ => true,
    };
}
