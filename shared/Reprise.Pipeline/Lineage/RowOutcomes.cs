using Reprise.Core.Entities;
using Reprise.Core.Lineage;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Core.Ports;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>What became of a source row in one target table.</summary>
internal sealed class RowOutcomes(IRunLedger runs, ILineageLedger ledger, ITargetRecords records, WrittenRecords written, SourceRowDocuments documents, PresentRows present)
{
    /// <summary>Looks into the crosswalk, or for a replicate plan into the schema in place; then for the reason why the row is not there.</summary>
    public async Task<PlaceDocument> OfAsync(EntityCode entity, RowPlace place, string key, RunStanding standing, ValueView view, CancellationToken cancellationToken)
    {
        var (table, row) = await present.ChooseAsync(place.Run, place.Plan, place.Tables, key, cancellationToken);
        var found = place.Plan.IsReplicate
            ? await ReplicaAsync(entity, place, key, view, cancellationToken)
            : await MappedAsync(entity, place, key, view, cancellationToken);
        var held = await documents.HeldAsync(entity, place.Names, key, cancellationToken);
        var corrections = await documents.CorrectionsAsync(entity, place.Names, key, view, cancellationToken);
        if (found is null)
        {
            var (outcome, because, run) = AbsentRow.Explain(table, standing, row, held, corrections);
            found = new PlaceDocument(place.Target.ToString(), table.Part, place.Names, outcome, because, null, null, run);
        }

        return found with { Held = held, Corrections = corrections, Present = RowLineage.Present(row, view) };
    }

    private async Task<PlaceDocument?> MappedAsync(EntityCode entity, RowPlace place, string key, ValueView view, CancellationToken cancellationToken)
    {
        if (await ledger.ListRecordsAsync(entity, [(place.Target, place.Origin)], key, cancellationToken) is not [var entry])
        {
            return null;
        }

        IReadOnlyList<RunTable> makers = [.. (await runs.GetPlanAsync(entry.Run, cancellationToken)).Making(entry.Target, entry.Origin)];
        var (table, content) = (makers[0], await written.ReadAsync(makers, entry.TargetId, entry.RecordHash, cancellationToken));
        var state = content is null ? "deleted_in_target" : entry.IsMerged ? null : content.Hash is { } now && now == entry.RecordHash ? "as_written" : "changed_in_target";
        var id = view.Key(entry.TargetId);
        var (outcome, because) = (content, entry.IsMerged) switch
        {
            (null, _) => ("deleted_in_target", $"Run {entry.Run} made it part of the record {id}, which the application deleted since."),
            (_, true) => ("merged", $"Run {entry.Run} merged it into the record {id}."),
            _ => ("record", $"It is the record {id}, last written by run {entry.Run}."),
        };
        return new PlaceDocument(place.Target.ToString(), table.Part, place.Names, outcome, because, id, state, entry.Run.Value)
        {
            Merge = entry.IsMerged ? await documents.MergeAsync(entry.Run, table, entry.Key, view, cancellationToken) : null,
        };
    }

    private async Task<PlaceDocument?> ReplicaAsync(EntityCode entity, RowPlace place, string key, ValueView view, CancellationToken cancellationToken)
    {
        var table = place.Tables[0];
        if (await ledger.FindReplicaRunAsync(place.Plan.Schema, [entity], cancellationToken) is not { } run
            || (await records.FindTablesAsync(place.Target.ToString(), cancellationToken)).FirstOrDefault(candidate => candidate.Name == place.Target) is not { } record
            || Id(table, record, key) is not { } id
            || await records.ReadReplicaAsync(place.Plan, table, record, id, cancellationToken) is not { } replica
            || (replica.SourceKey ?? key) != key)
        {
            return null;
        }

        var shown = string.Join(',', id.Select(view.Key));
        return new PlaceDocument(place.Target.ToString(), null, place.Names, "record", $"It is the record {shown} of the schema that run {run} put in place.", shown, "replicated", run.Value);
    }

    /// <summary>Values of the primary key from those of the source key, whose columns it has.</summary>
    private static IReadOnlyList<string>? Id(RunTable table, RecordTable record, string key)
    {
        var parts = table.Key.Zip(key.Split(SourceKey.Separator)).ToDictionary(part => part.First, part => part.Second, StringComparer.OrdinalIgnoreCase);
        var values = record.Key.Select(column => Value(table, column, parts)).ToList();
        return values.Count == 0 || values.Contains(null) ? null : [.. values.OfType<string>()];
    }

    private static string? Value(RunTable table, RecordKeyColumn column, Dictionary<string, string> parts)
    {
        var from = table.Rules.OfType<SourceColumnRule>().FirstOrDefault(rule => rule.Column == column.Name)?.From;
        return from is null || parts.GetValueOrDefault(from) is not { } value ? null : column.Type == "bytea" ? $"\\x{value}" : value;
    }
}
