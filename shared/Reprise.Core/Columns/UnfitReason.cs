namespace Reprise.Core.Columns;

/// <summary>Why a source value does not fit the type of its column. The numbers are part of the snapshot format.</summary>
public enum UnfitReason
{
    /// <summary>MySQL's <c>0000-00-00</c>, with or without a time.</summary>
    ZeroDate = 1,

    /// <summary>A date with a month or a day of 0, such as <c>2024-05-00</c>; the year is information.</summary>
    PartialDate = 2,

    /// <summary>A value outside what the type can hold.</summary>
    OutOfRange = 3,

    /// <summary>Bytes that are not well-formed UTF-8.</summary>
    InvalidText = 4,
}
