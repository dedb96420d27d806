using Reprise.Core.Runs;

namespace Reprise.Pipeline.Http;

/// <summary>Body of a start.</summary>
/// <param name="Mode"><c>rehearsal</c>, <c>full</c> (default) or <c>incremental</c>.</param>
/// <param name="Plan">Plan instead of the entity's own.</param>
/// <param name="IgnoreWindow">True: starts although the entity's window is closed.</param>
public sealed record StartRunBody(string? Mode = null, string? Plan = null, bool? IgnoreWindow = null);

/// <summary>Body of a replay.</summary>
/// <param name="Mode"><c>rehearsal</c> or <c>full</c>. Default: <c>full</c> with the run's own plan, <c>rehearsal</c> with another one.</param>
/// <param name="Plan">Another plan: one of the configuration, or the id of a run.</param>
public sealed record ReplayRunBody(string? Mode = null, string? Plan = null);

/// <summary>Body of an approval.</summary>
/// <param name="Granted">True: publish. False: refuse.</param>
/// <param name="By">Who.</param>
/// <param name="Comment">Why; a waiver needs it.</param>
/// <param name="Waive">Names of the failed gates that are waived.</param>
public sealed record ApprovalBody(bool? Granted, string? By, string? Comment = null, IReadOnlyList<string>? Waive = null);

/// <summary>Answer to a start: the run and where to follow it.</summary>
/// <param name="Run">Run id.</param>
/// <param name="Status">Its status.</param>
/// <param name="Links">Places.</param>
public sealed record StartedRun(string Run, string Status, RunLinks Links);

/// <summary>Places of a run.</summary>
/// <param name="Status">Its document.</param>
/// <param name="Report">Its report.</param>
/// <param name="Resume">POST to carry it on.</param>
/// <param name="Approval">POST to approve, refuse or waive.</param>
public sealed record RunLinks(string Status, string Report, string Resume, string Approval)
{
    /// <summary>The places of a run.</summary>
    public static RunLinks Of(RunId run) => new($"/api/runs/{run}", $"/api/runs/{run}/report", $"/api/runs/{run}/resume", $"/api/runs/{run}/approval");
}

/// <summary>A run in a list.</summary>
/// <param name="Run">Run id.</param>
/// <param name="Entity">Entity code.</param>
/// <param name="Plan">Plan.</param>
/// <param name="Mode">Mode.</param>
/// <param name="Status">Status.</param>
/// <param name="StartedAt">UTC start.</param>
/// <param name="EndedAt">UTC end.</param>
public sealed record ListedRun(string Run, string Entity, string Plan, string Mode, string Status, DateTimeOffset StartedAt, DateTimeOffset? EndedAt)
{
    /// <summary>The list entry of a run.</summary>
    public static ListedRun From(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(run.Id.Value, run.Entity.Value, run.Plan, run.Mode.ToString().ToLowerInvariant(), run.Status.ToString().ToLowerInvariant(), run.StartedAt, run.EndedAt);
    }
}

/// <summary>An entity in a list.</summary>
/// <param name="Entity">Entity code.</param>
/// <param name="Name">Name.</param>
/// <param name="Plan">Plan.</param>
/// <param name="Sync">Cron expression of its sync; null when there is none.</param>
/// <param name="Approval">True when publishing waits for an approval.</param>
/// <param name="LastRun">Newest run; null when it never ran.</param>
public sealed record ListedEntity(string Entity, string Name, string Plan, string? Sync, bool Approval, ListedRun? LastRun);

/// <summary>Health of the function app.</summary>
/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Checks">By dependency: <c>target</c>, <c>snapshots</c>; <c>ok</c> or a code.</param>
public sealed record HealthDocument(string Status, IReadOnlyDictionary<string, string> Checks);
