namespace Reprise.Core.Mapping.Converters;

/// <summary>What a conversion made of one value.</summary>
internal enum Verdict : byte
{
    /// <summary>The value itself.</summary>
    Good,

    /// <summary>Kept, but for a fraction.</summary>
    Truncated,

    /// <summary>Kept, but for U+0000.</summary>
    NulRemoved,

    /// <summary>Kept, but for values of keys that a JSON object has more than once.</summary>
    KeysMerged,

    /// <summary>Kept, but moved forward by the hour that summer time skips.</summary>
    Skipped,

    /// <summary>Kept, but taken for the first of the two times that the end of summer time gives it.</summary>
    Repeated,

    /// <summary>Null where that is allowed: <c>0000-00-00</c>.</summary>
    ZeroDate,

    /// <summary>Null where that is allowed: a month or day of 0.</summary>
    PartialDate,

    /// <summary>Null where that is allowed: a date outside the calendar, such as one of the year 0.</summary>
    ImpossibleDate,

    /// <summary>Null where that is allowed: MySQL's error value of an ENUM.</summary>
    BlankEnum,

    /// <summary>Null where that is allowed: white space only, and the plan says that is null.</summary>
    Blank,

    /// <summary>Refused: outside the range of the target.</summary>
    OutOfRange,

    /// <summary>Refused: no form in the target's type.</summary>
    NotConvertible,

    /// <summary>Refused: longer than the target.</summary>
    TooLong,

    /// <summary>Refused: no label of the target's enum.</summary>
    UnknownLabel,

    /// <summary>Refused: bytes that are no text.</summary>
    InvalidText,

    /// <summary>There was no value.</summary>
    Null,

    /// <summary>The plan's replacement took the place of the value.</summary>
    Otherwise,
}
