using Reprise.Core.Configuration;

namespace Reprise.Core.Entities;

/// <summary>The owner of one legacy database, as written in <c>entities/*.yaml</c>.</summary>
public sealed record Entity
{
    /// <summary>Jitter of entities that say nothing of it.</summary>
    public static TimeSpan DefaultSyncJitter { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Its code.</summary>
    public required EntityCode Code { get; init; }

    /// <summary>Its name, for reports.</summary>
    public required string Name { get; init; }

    /// <summary>Where its MySQL connection string is.</summary>
    public required SecretReference Source { get; init; }

    /// <summary>Name of its plan; <c>replicate</c> for the automatic one.</summary>
    public required string Plan { get; init; }

    /// <summary>PostgreSQL schema of the replicate plan; the code with hyphens as underscores unless given.</summary>
    public required string Schema { get; init; }

    /// <summary>IANA zone in which the legacy application wrote local times; null = none declared.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Steps at once within a run of this entity.</summary>
    public required int Parallelism { get; init; }

    /// <summary>Hours in which runs may start; null = always.</summary>
    public Window? Window { get; init; }

    /// <summary>True when publishing waits for somebody's approval.</summary>
    public bool RequiresApproval { get; init; }

    /// <summary>Cron expression (5 fields) of its incremental sync; null = on demand only.</summary>
    public string? Sync { get; init; }

    /// <summary>Longest time that a sync starts after its tick; each entity has its own, so that not all of them start at the same second.</summary>
    public TimeSpan SyncJitter { get; init; } = DefaultSyncJitter;

    /// <summary>Thresholds of its gates.</summary>
    public required GateThresholds Gates { get; init; }

    /// <summary>Types chosen for columns of the replicate plan.</summary>
    public IReadOnlyList<TypeChoice> Types { get; init; } = [];

    /// <summary>What stands for values without a form in PostgreSQL in NOT NULL columns of the replicate plan.</summary>
    public IReadOnlyList<ReplacementChoice> Replacements { get; init; } = [];

    /// <summary>The plan as its <c>overrides</c> make it; null when it overrides nothing.</summary>
    public Plans.Plan? OwnPlan { get; init; }

    /// <summary>File it was read from, relative to the configuration folder.</summary>
    public required string File { get; init; }
}

/// <summary>Hours in which runs of an entity may start. May cross midnight.</summary>
/// <param name="From">First minute.</param>
/// <param name="To">End, not included; equal to <paramref name="From"/> = the whole day.</param>
/// <param name="TimeZone">IANA time zone.</param>
public sealed record Window(TimeOnly From, TimeOnly To, string TimeZone)
{
    /// <summary>True when <paramref name="instant"/> is inside.</summary>
    public bool Contains(DateTimeOffset instant)
    {
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);
        return From == To || local.IsBetween(From, To);
    }
}

/// <summary>Thresholds of the built-in gates.</summary>
/// <param name="QuarantinedPercent">Most rows of a table that may be in quarantine, in percent of the rows read.</param>
/// <param name="DeletedPercent">Most records of a table that a run may delete or mark as deleted, in percent of those that the entity has there. Plans kept by earlier versions do not say it.</param>
public sealed record GateThresholds(decimal QuarantinedPercent, decimal DeletedPercent = GateThresholds.DefaultDeletedPercent)
{
    /// <summary>1 %: a table that loses more deserves a look before it is published.</summary>
    public static GateThresholds Default { get; } = new(1m);

    /// <summary>A source that lost a tenth of its rows since the last run is more often a table emptied by mistake than a change.</summary>
    private const decimal DefaultDeletedPercent = 10m;
}
