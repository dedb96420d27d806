namespace Reprise.Core.Runs;

/// <summary>What a run knows of one of its steps.</summary>
public sealed record StepState
{
    /// <summary>A step that was never tried.</summary>
    public static StepState Untried { get; } = new();

    /// <summary>True while an attempt is under way on this driver. Not recorded: after a crash nothing is under way.</summary>
    public bool IsUnderWay { get; init; }

    /// <summary>How the newest attempt ended; null when none has.</summary>
    public StepResult? Last { get; init; }

    /// <summary>Failed attempts in a row since the run was last taken over.</summary>
    public int Failures { get; init; }

    /// <summary>Code of the newest failure.</summary>
    public string? Code { get; init; }

    /// <summary>Message of the newest failure.</summary>
    public string? Message { get; init; }

    /// <summary>True when the newest failure may pass by itself.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Chunks done.</summary>
    public int ChunksDone { get; init; }

    /// <summary>Chunks in all; 0 until known.</summary>
    public int ChunksTotal { get; init; }

    /// <summary>Gates only: true when all passed.</summary>
    public bool GatesPassed { get; init; }

    /// <summary>True when the step is done.</summary>
    public bool IsCompleted => Last == StepResult.Completed;

    /// <summary>True when no further attempt is made without somebody resuming the run.</summary>
    public bool IsFailedForGood => Last == StepResult.Failed && (!IsTransient || Failures >= RetryPolicy.MaxAttempts);
}
