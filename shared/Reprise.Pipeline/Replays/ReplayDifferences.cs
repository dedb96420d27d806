using System.Text.Json;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Pipeline.Operations;

namespace Reprise.Pipeline.Replays;

/// <summary>What a replay makes otherwise than the run it plays again: worked out before anything is published, kept beside the reports.</summary>
public sealed class ReplayDifferences
{
    private readonly IRunLedger _runs;
    private readonly ITarget _target;

    internal ReplayDifferences(IRunLedger runs, ITarget target) => (_runs, _target) = (runs, target);

    /// <summary>The difference of a replay; null before its gates, and for a run that is none.</summary>
    public async Task<ReplayDifference?> FindAsync(RunId run, CancellationToken cancellationToken) =>
        await _runs.GetReportAsync(run, ReplayDifference.DocumentName, cancellationToken) is { } document
            ? JsonSerializer.Deserialize<ReplayDifference>(document.Span, RepriseJson.Options)
            : null;

    /// <summary>Works it out from resolved table plans and keeps it. Repeating it replaces it.</summary>
    internal async Task SaveAsync(RunLease lease, RunId replayed, RunPlan plan, CancellationToken cancellationToken)
    {
        var (before, after) = (await _runs.SummariseAsync(replayed, cancellationToken), await _runs.SummariseAsync(lease.Run, cancellationToken));
        var earlier = before.Plan ?? throw new InvalidOperationException($"Run {replayed} has no plan and is replayed.");
        var tables = new List<TableDifference>();
        foreach (var table in plan.Tables.Concat(earlier.Tables.ExceptBy(plan.Tables.Select(table => table.Name), table => table.Name)))
        {
            var records = table.Definition is null && !plan.IsReplicate ? await _target.ReadChangesAsync(lease.Run, plan, table, cancellationToken) : null;
            tables.Add(new TableDifference(table.Name, Rows(before, table.Name), Rows(after, table.Name), records));
        }

        var difference = new ReplayDifference(lease.Run.Value, replayed.Value, earlier.Hash == plan.Hash, PlanMark.Of(earlier), PlanMark.Of(plan), tables, Quarantine(before, after));
        await _runs.SaveReportAsync(lease, ReplayDifference.DocumentName, "application/json", JsonSerializer.SerializeToUtf8Bytes(difference, RepriseJson.Options), cancellationToken);
    }

    private static RowFigures? Rows(RunSummary summary, string table) => summary.Tables.FirstOrDefault(figures => figures.Table == table)?.Rows;

    private static List<QuarantineDifference> Quarantine(RunSummary before, RunSummary after) =>
    [
        .. before.Quarantine.Select(count => (count.Table, count.Column, count.Reason, Before: count.Rows, After: 0L))
            .Concat(after.Quarantine.Select(count => (count.Table, count.Column, count.Reason, Before: 0L, After: count.Rows)))
            .GroupBy(count => (count.Table, count.Column, count.Reason))
            .Select(group => new QuarantineDifference(group.Key.Table, group.Key.Column, group.Key.Reason, group.Sum(count => count.Before), group.Sum(count => count.After)))
            .OrderBy(count => count.Table, StringComparer.Ordinal).ThenBy(count => count.Column, StringComparer.Ordinal).ThenBy(count => count.Reason, StringComparer.Ordinal),
    ];
}
