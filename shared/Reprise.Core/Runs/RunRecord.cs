using Reprise.Core.Entities;

namespace Reprise.Core.Runs;

/// <summary>A run as the ledger knows it.</summary>
public sealed record RunRecord
{
    /// <summary>Its id.</summary>
    public required RunId Id { get; init; }

    /// <summary>Entity.</summary>
    public required EntityCode Entity { get; init; }

    /// <summary>Name of the entity.</summary>
    public required string EntityName { get; init; }

    /// <summary>Name of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Mode.</summary>
    public required RunMode Mode { get; init; }

    /// <summary>Status.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>True when it cannot be carried on any more.</summary>
    public bool IsOver => Status is RunStatus.Succeeded or RunStatus.Abandoned or RunStatus.RolledBack;

    /// <summary>How often it was taken over.</summary>
    public required long Epoch { get; init; }

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Code of what stopped it; null when nothing did.</summary>
    public string? Code { get; init; }

    /// <summary>What stopped it and what to do.</summary>
    public string? Message { get; init; }

    /// <summary>Who asked.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Whose snapshot it reads instead of its source; null = it is no replay.</summary>
    public ReplayOrigin? Replay { get; init; }

    /// <summary>How long its snapshot stays after success; null = purged at once.</summary>
    public TimeSpan? KeepSnapshot { get; init; }

    /// <summary>Newest word on it; null when there is none.</summary>
    public Approval? Approval { get; init; }
}
