namespace Reprise.Core.Runs;

/// <summary>Kinds of steps, in the order of a run's life.</summary>
public enum StepKind
{
    /// <summary>Reads both catalogs and makes the run plan. Once per run.</summary>
    PlanRun,

    /// <summary>Copies chunks of one source table into the encrypted snapshot.</summary>
    ExtractTable,

    /// <summary>Maps chunks of one table plan into its staging table.</summary>
    StageTable,

    /// <summary>Settles references, duplicates and outcome of every staged row of one table plan (replicate: builds keys and indexes).</summary>
    ResolveTable,

    /// <summary>Measures against thresholds. Once per run.</summary>
    EvaluateGates,

    /// <summary>Writes one lot into the target, all or nothing.</summary>
    PublishLot,

    /// <summary>Compares one table plan's target with what was expected.</summary>
    VerifyTable,

    /// <summary>Writes the report. Once per run.</summary>
    WriteReport,

    /// <summary>Deletes the snapshot and destroys its data key. Once per run.</summary>
    PurgeSnapshots,
}
