namespace Reprise.Core.Runs;

/// <summary>How far a run goes and what it reads.</summary>
public enum RunMode
{
    /// <summary>Everything but publish, and a report of what publish would do.</summary>
    Rehearsal,

    /// <summary>All rows of all tables.</summary>
    Full,

    /// <summary>What changed since the last run that was published.</summary>
    Incremental,
}
