namespace Reprise.Core.Plans;

/// <summary>What becomes of a row for which no record is found by its natural key.</summary>
public enum MissingRecord
{
    /// <summary>The row goes to quarantine.</summary>
    Quarantine,

    /// <summary>The column becomes null, counted.</summary>
    Null,

    /// <summary>A value of the plan takes its place, counted.</summary>
    Value,
}
