using Reprise.Core.Mapping;
using Reprise.Core.Runs;

namespace Reprise.Core.Sync;

/// <summary>Chooses for every source table of a run the cheapest method that misses nothing. Pure.</summary>
public static class SyncDecider
{
    /// <summary>Fingerprint of the code that maps: another one may make other values of the same rows.</summary>
    public static string Mapping { get; } = typeof(TableMapper).Module.ModuleVersionId.ToString("N");

    /// <summary>Chooses.</summary>
    /// <param name="plan">Run plan.</param>
    /// <param name="mode">Mode of the run.</param>
    /// <param name="basis">What the last run that published left; null = none did.</param>
    public static IReadOnlyList<TableSync> Decide(RunPlan plan, RunMode mode, SyncBasis? basis)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Sources.Select(read => Decide(plan, mode, basis, read))];
    }

    private static TableSync Decide(RunPlan plan, RunMode mode, SyncBasis? basis, SourceRead read)
    {
        // A row does not say when what is joined to it changed: digests do.
        var rule = read.Joined.Count > 0 ? null : plan.Tables.Where(table => table.Source == read.Table.Name).Select(table => table.Sync).FirstOrDefault(sync => sync.Watermark is not null);
        var table = new TableSync(read.Table.Name, rule is null ? SyncMethod.Hash : SyncMethod.Watermark, SyncReason.Allowed) { Mapping = Mapping, Watermark = rule?.Watermark };
        if ((Obstacle(plan, mode, basis) ?? SourceKeys.Obstacle(plan, read)) is { } obstacle)
        {
            return table.InFull(obstacle);
        }

        if (basis!.Tables.FirstOrDefault(candidate => candidate.Source == read.Table.Name) is not { Rows: not null } before)
        {
            return table.InFull(SyncReason.First);
        }

        if (before.Mapping != Mapping)
        {
            return table.InFull(SyncReason.Upgraded);
        }

        if (rule is null)
        {
            return table with { BasedOn = basis.Run.Value };
        }

        var from = WatermarkValue.KindOf(read.Table.Find(rule.Watermark!)!) is { } kind ? WatermarkValue.From(kind, before.To, rule.Overlap) : null;
        return from is null ? table.InFull(SyncReason.NoBound) : table with { BasedOn = basis.Run.Value, From = from };
    }

    private static string? Obstacle(RunPlan plan, RunMode mode, SyncBasis? basis) => basis switch
    {
        _ when plan.IsReplicate => SyncReason.Replicate,
        _ when mode == RunMode.Rehearsal => SyncReason.Rehearsal,
        _ when mode != RunMode.Incremental => SyncReason.Mode,
        null => SyncReason.First,
        { IsRolledBack: true } => SyncReason.RolledBack,
        { HasSucceeded: false } => SyncReason.Unfinished,
        _ when basis.PlanHash != plan.Hash => SyncReason.PlanChanged,
        _ => null,
    };
}
