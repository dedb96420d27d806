namespace Reprise.Core.Corrections;

/// <summary>Where a row that was held back stands. Names are part of the API.</summary>
public enum HeldRowState
{
    /// <summary>Held back; nobody decided anything, or what was decided did not help.</summary>
    Held,

    /// <summary>Corrected; the next run takes it.</summary>
    Fixed,

    /// <summary>A person left it out.</summary>
    Dismissed,

    /// <summary>A later run published it.</summary>
    Reinjected,
}
