namespace Reprise.Core.Verification.Expected;

/// <summary>What became of a source value.</summary>
internal enum Reading
{
    /// <summary>A value was appended.</summary>
    Value,

    /// <summary>Nothing was appended: the value stands for none (a zero date, a blank label). Null where that is allowed.</summary>
    Absent,

    /// <summary>Nothing was appended: the value has no form in the target. Its row is to be held back.</summary>
    Unfit,
}
