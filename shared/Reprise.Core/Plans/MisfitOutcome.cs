namespace Reprise.Core.Plans;

/// <summary>What becomes of a value that a rule has no answer for.</summary>
public enum MisfitOutcome
{
    /// <summary>Its row goes to quarantine.</summary>
    Quarantine,

    /// <summary>It stays as it is, counted.</summary>
    Keep,

    /// <summary>It becomes null, counted.</summary>
    Null,
}
