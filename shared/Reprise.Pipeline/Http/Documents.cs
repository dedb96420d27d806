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

/// <summary>Body of a rollback.</summary>
/// <param name="By">Who wants it.</param>
/// <param name="Reason">Why. No personal data.</param>
/// <param name="Lot">Only this lot; absent = all that were published.</param>
/// <param name="DryRun">True: changes nothing, and says what would happen.</param>
public sealed record RollbackBody(string? By, string? Reason, string? Lot = null, bool? DryRun = null);

/// <summary>A question about a record.</summary>
/// <param name="Table">Table of the target: <c>schema.table</c>, or <c>table</c> where only one schema has it.</param>
/// <param name="Id">Its id; values of a composite one in order.</param>
/// <param name="Access">Who sees values, and why; absent = masks.</param>
public sealed record RecordLineageBody(string? Table, IReadOnlyList<string>? Id, AccessBody? Access = null);

/// <summary>A question about a source row.</summary>
/// <param name="Entity">Entity code.</param>
/// <param name="Table">Source table.</param>
/// <param name="Key">Its key; values of a composite one in order.</param>
/// <param name="Access">Who sees values, and why; absent = masks.</param>
public sealed record RowLineageBody(string? Entity, string? Table, IReadOnlyList<string>? Key, AccessBody? Access = null);

/// <summary>Who sees values instead of masks; kept in the audit trail.</summary>
/// <param name="By">Who.</param>
/// <param name="Reason">Why, such as the number of an access request. No personal data.</param>
public sealed record AccessBody(string? By, string? Reason);

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
