using Reprise.Core.Columns;

namespace Reprise.MySql.Reading;

/// <summary>DATE.</summary>
internal sealed class DateCell(int ordinal) : ParsedCell(ordinal)
{
    /// <inheritdoc/>
    protected override UnfitReason? Parse(ReadOnlySpan<byte> text, out long value) => CalendarText.ParseDate(text, out value);
}

/// <summary>DATETIME, and TIMESTAMP in a session whose zone is UTC.</summary>
internal sealed class DateTimeCell(int ordinal) : ParsedCell(ordinal)
{
    /// <inheritdoc/>
    protected override UnfitReason? Parse(ReadOnlySpan<byte> text, out long value) => CalendarText.ParseDateTime(text, out value);
}

/// <summary>TIME.</summary>
internal sealed class TimeCell(int ordinal) : ParsedCell(ordinal)
{
    /// <inheritdoc/>
    protected override UnfitReason? Parse(ReadOnlySpan<byte> text, out long value) =>
        DurationText.TryParse(text, out value) ? null : UnfitReason.OutOfRange;
}

/// <summary>A decimal whose unscaled integer fits 64 bits.</summary>
internal sealed class DecimalCell(int ordinal, ColumnType type) : ParsedCell(ordinal)
{
    /// <inheritdoc/>
    protected override UnfitReason? Parse(ReadOnlySpan<byte> text, out long value) =>
        DecimalText.TryParse(text, type.Precision, type.Scale, out value) ? null : UnfitReason.OutOfRange;
}
