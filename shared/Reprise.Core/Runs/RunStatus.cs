namespace Reprise.Core.Runs;

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>Steps are under way or about to start.</summary>
    Running,

    /// <summary>Waits for an approval before publish.</summary>
    Waiting,

    /// <summary>A gate failed; nothing was published. A waiver lets it go on.</summary>
    Stopped,

    /// <summary>A step failed for good; the run can be resumed.</summary>
    Failed,

    /// <summary>Done and verified; its snapshot is purged, or kept for as long as was asked for.</summary>
    Succeeded,

    /// <summary>Given up; its snapshot is purged. It cannot be resumed.</summary>
    Abandoned,

    /// <summary>Undone: what it published is out of the target again, but for records that were kept. It can be neither resumed nor rolled back again.</summary>
    RolledBack,
}
