namespace Reprise.Core.Problems;

/// <summary>Codes of failures that callers act upon. Part of the API: never renamed.</summary>
public static class ErrorCodes
{
    /// <summary>Configuration, plan or privileges have problems; <see cref="RepriseException.Problems"/> lists them.</summary>
    public const string InvalidConfiguration = "invalid_configuration";

    /// <summary>No such entity.</summary>
    public const string UnknownEntity = "unknown_entity";

    /// <summary>No such run.</summary>
    public const string UnknownRun = "unknown_run";

    /// <summary>No such table of the target or of a source, or several.</summary>
    public const string UnknownTable = "unknown_table";

    /// <summary>No record with that id that Reprise knows of.</summary>
    public const string UnknownRecord = "unknown_record";

    /// <summary>That is no key of a source table.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>The entity already has a run under way.</summary>
    public const string RunInProgress = "run_in_progress";

    /// <summary>The run is in a status in which this cannot be done.</summary>
    public const string WrongStatus = "wrong_status";

    /// <summary>A run that gates stopped is approved without a waiver, with a reason, for each of them.</summary>
    public const string GatesNotWaived = "gates_not_waived";

    /// <summary>The target does not allow a run to be undone.</summary>
    public const string RollbackRefused = "rollback_refused";

    /// <summary>The entity's window is closed at this hour.</summary>
    public const string OutsideWindow = "outside_window";

    /// <summary>Another node took the run over; this one may no longer write.</summary>
    public const string LostRun = "lost_run";

    /// <summary>A replay is asked for and the snapshot that it would read is purged, or was never complete.</summary>
    public const string SnapshotGone = "snapshot_gone";

    /// <summary>The node that was at work on a step is gone or silent; the run is taken over again.</summary>
    public const string NodeLost = "node_lost";

    /// <summary>A snapshot part or manifest is not what was written.</summary>
    public const string SnapshotTampered = "snapshot_tampered";

    /// <summary>The snapshot store answers but refuses or fails a request.</summary>
    public const string SnapshotStoreFailed = "snapshot_store_failed";

    /// <summary>A server cannot be reached or refuses the account.</summary>
    public const string ConnectionFailed = "connection_failed";

    /// <summary>The source server failed in a statement; transient when it may pass by itself.</summary>
    public const string SourceFailed = "source_failed";

    /// <summary>The source transactions that held the run's consistent point are gone; planning opens others.</summary>
    public const string SourcePointLost = "source_point_lost";

    /// <summary>The run's figures do not balance.</summary>
    public const string NotBalanced = "not_balanced";

    /// <summary>Target differs from what was expected.</summary>
    public const string VerificationFailed = "verification_failed";
}
