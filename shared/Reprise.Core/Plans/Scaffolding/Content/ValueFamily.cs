namespace Reprise.Core.Plans.Scaffolding.Content;

/// <summary>Families of types between which values move without loss of meaning.</summary>
internal enum ValueFamily
{
    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>A number of one byte, which may be yes or no as well.</summary>
    SmallNumber,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Numbers with decimals.</summary>
    Decimal,

    /// <summary>Short text.</summary>
    Text,

    /// <summary>Text without a limit worth mentioning.</summary>
    LongText,

    /// <summary>Dates and times of day with a date.</summary>
    Moment,

    /// <summary>JSON.</summary>
    Json,

    /// <summary>UUIDs.</summary>
    Uuid,

    /// <summary>Bytes.</summary>
    Bytes,
}
