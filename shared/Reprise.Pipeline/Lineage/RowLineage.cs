using Reprise.Core.Lineage;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>Puts together what is known of one source row behind a record.</summary>
internal sealed class RowLineage(SourceRowDocuments documents, PresentRows present)
{
    /// <summary>A row of a mapped plan.</summary>
    /// <param name="entry">Its entry in the crosswalk.</param>
    /// <param name="plan">Plan of the run that wrote the entry.</param>
    /// <param name="content">The record as it is now; null = it is not there.</param>
    /// <param name="view">What may be seen.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SourceRowDocument> ReadAsync(CrosswalkEntry entry, RunPlan plan, FoundRecordContent? content, ValueView view, CancellationToken cancellationToken)
    {
        var (table, row) = await present.ChooseAsync(entry.Run, plan, [.. plan.Making(entry.Target, entry.Origin)], entry.Key, cancellationToken);
        var state = State(row, entry.IsMerged) is "equal" && content?.Hash is not null
            ? Compared(await present.DifferingAsync(entry.Run, plan, table, entry.Key, row, cancellationToken), await documents.FillsAsync(entry.Run, table, entry.Key, view, cancellationToken))
            : new PresentRowDocument(State(row, entry.IsMerged), Reason(row));
        var document = await ReadAsync(entry.Run, plan, table, entry.Key, entry.IsMerged, row, content?.Content, state, view, cancellationToken);
        return entry.IsMerged ? document with { Merge = await documents.MergeAsync(entry.Run, table, entry.Key, view, cancellationToken) } : document;
    }

    /// <summary>A row of a replicate plan.</summary>
    public async Task<SourceRowDocument> ReadAsync(RunId run, RunPlan plan, RunTable table, string key, FoundReplica replica, ValueView view, CancellationToken cancellationToken)
    {
        var row = await present.ReadAsync(run, plan, table, key, cancellationToken);
        var state = State(row, isMerged: false) is "equal"
            ? Compared(await present.DifferingAsync(run, plan, table, key, row, replica, cancellationToken), [])
            : new PresentRowDocument(State(row, isMerged: false), Reason(row));
        return await ReadAsync(run, plan, table, key, isMerged: false, row, replica.Content, state, view, cancellationToken);
    }

    /// <summary>The row as it is now, without a record to compare it with.</summary>
    public static PresentRowDocument Present(PresentRow row, ValueView view)
    {
        var state = State(row, isMerged: false);
        return With(new PresentRowDocument(state == "equal" ? "loadable" : state, Reason(row)), row, view);
    }

    private async Task<SourceRowDocument> ReadAsync(
        RunId run, RunPlan plan, RunTable table, string key, bool isMerged, PresentRow row, string? content, PresentRowDocument state, ValueView view, CancellationToken cancellationToken)
    {
        var values = content is null ? null : ValueView.Read(content);
        var chunk = await documents.ChunkAsync(run, plan, table, key, cancellationToken);
        return new SourceRowDocument(run.Entity.Value, table.Source, table.Part, view.Key(key), isMerged, run.Value, table.Name)
        {
            Snapshot = chunk is null ? null : await documents.SnapshotAsync(run, chunk, cancellationToken),
            Fills = isMerged ? [] : await documents.FillsAsync(run, table, key, view, cancellationToken),
            Rules = await documents.RulesAsync(run, table, key, chunk?.Range.Number, row.Trace, values, view, cancellationToken),
            Held = await documents.HeldAsync(run.Entity, [table.Name], key, cancellationToken),
            Corrections = await documents.CorrectionsAsync(run.Entity, [table.Name], key, view, cancellationToken),
            Present = With(state, row, view),
        };
    }

    /// <summary>Whether a record that is filled by another row says the same is not asked of the columns that it filled.</summary>
    private static PresentRowDocument Compared(IReadOnlyList<string> differing, IReadOnlyList<FillDocument> fills)
    {
        List<string> own = [.. differing.Except(fills.Select(fill => fill.Column), StringComparer.Ordinal)];
        return new PresentRowDocument(own.Count == 0 ? "equal" : "differs", null) { Differing = own };
    }

    private static PresentRowDocument With(PresentRowDocument document, PresentRow row, ValueView view) => document with
    {
        Unmet = [.. row.Trace?.Unmet.Select(Core.Plans.Comparing.RuleText.Of) ?? []],
        Values = row.Trace is { } trace ? view.Values(trace.Source) : null,
    };

    private static string State(PresentRow row, bool isMerged) => row switch
    {
        { NotRead: not null } => "not_read",
        { IsAbsent: true } => "absent",
        { Trace.IsDismissed: true } => "dismissed",
        { Trace.Unmet.Count: > 0 } => "filtered",
        { Trace.HeldBack: not null } => "held_back",
        _ => isMerged ? "merged" : "equal",
    };

    private static string? Reason(PresentRow row) => row.NotRead ?? row.Trace?.HeldBack?.Reason;
}
