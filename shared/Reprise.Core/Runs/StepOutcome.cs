namespace Reprise.Core.Runs;

/// <summary>How one attempt of a step ended. Small: data goes through snapshot and ledger, never through here.</summary>
public sealed record StepOutcome
{
    /// <summary>The step.</summary>
    public required Step Step { get; init; }

    /// <summary>How it ended.</summary>
    public required StepResult Result { get; init; }

    /// <summary>Stable code of the failure; null when it did not fail.</summary>
    public string? Code { get; init; }

    /// <summary>What happened and what to do; null when it did not fail.</summary>
    public string? Message { get; init; }

    /// <summary>For a failure: true when another attempt may succeed.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Of <see cref="StepKind.PlanRun"/>: what there is to do.</summary>
    public RunOutline? Outline { get; init; }

    /// <summary>Of extract and stage: chunks done so far.</summary>
    public int ChunksDone { get; init; }

    /// <summary>Of extract and stage: chunks in all.</summary>
    public int ChunksTotal { get; init; }

    /// <summary>Of <see cref="StepKind.PlanRun"/>: true when the source is read at another state than before, so that every table is extracted again.</summary>
    public bool ExtractionRestarted { get; init; }

    /// <summary>Of extract: true when the consistent point was lost, so that <see cref="StepKind.PlanRun"/> has to open another.</summary>
    public bool PointLost { get; init; }

    /// <summary>Of <see cref="StepKind.EvaluateGates"/>: true when all passed.</summary>
    public bool GatesPassed { get; init; }

    /// <summary>The step is done.</summary>
    public static StepOutcome Completed(Step step) => new() { Step = step, Result = StepResult.Completed };
}

/// <summary>Ways an attempt ends.</summary>
public enum StepResult
{
    /// <summary>Done.</summary>
    Completed,

    /// <summary>Some chunks were done and more remain: start it again.</summary>
    Progressed,

    /// <summary>Failed.</summary>
    Failed,
}
