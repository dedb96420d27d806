namespace Reprise.Core.Runs;

/// <summary>What a gate said in the end.</summary>
public enum GateOutcome
{
    /// <summary>Within the threshold.</summary>
    Passed,

    /// <summary>Does not stop the run, and is to be looked at: beyond the level of warning, or a missed threshold that only warns.</summary>
    Warned,

    /// <summary>Beyond the threshold: nothing is published.</summary>
    Failed,

    /// <summary>Beyond the threshold, and somebody let it pass.</summary>
    Waived,
}
