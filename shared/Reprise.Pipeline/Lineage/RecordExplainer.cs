using Reprise.Core.Configuration;
using Reprise.Core.Lineage;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;

namespace Reprise.Pipeline.Lineage;

/// <summary>From a record of the target to the source rows, rules, runs and people behind it.</summary>
public sealed class RecordExplainer
{
    private readonly RepriseConfiguration _configuration;
    private readonly IRunLedger _runs;
    private readonly ILineageLedger _ledger;
    private readonly ITargetRecords _records;
    private readonly WrittenRecords _written;
    private readonly RowLineage _rows;

    internal RecordExplainer(RepriseConfiguration configuration, IRunLedger runs, ILineageLedger ledger, ITargetRecords records, WrittenRecords written, RowLineage rows)
    {
        _configuration = configuration;
        _runs = runs;
        _ledger = ledger;
        _records = records;
        _written = written;
        _rows = rows;
    }

    /// <summary>Explains a record.</summary>
    /// <param name="table"><c>schema.table</c>, or <c>table</c> where only one schema has it.</param>
    /// <param name="id">Its id: one word, or one for each column of a composite primary key; one word with commas between means the same.</param>
    /// <param name="access">Who wants to see values, and why; null = masks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.UnknownTable"/>, <see cref="ErrorCodes.UnknownRecord"/>.</exception>
    public async Task<RecordDocument> ExplainAsync(string table, IReadOnlyList<string> id, AccessRequest? access, CancellationToken cancellationToken)
    {
        var record = OnlyOne(table, await _records.FindTablesAsync(table, cancellationToken));
        var values = KeySpelling.Split(id, record.Key.Count)
            ?? throw Unknown($"The primary key of {record.Name} has the columns {string.Join(", ", record.Key.Select(column => column.Name))}: give a value for each, in that order.");
        var known = record.Key.Count == 0 ? values : await _records.NormaliseAsync(record, values, cancellationToken)
            ?? throw Unknown($"That is no id of {record.Name}: {string.Join(", ", record.Key.Select(column => $"{column.Name} is of type {column.Type}"))}.");
        return record.IsReplica
            ? await ExplainReplicaAsync(record, known, access, cancellationToken)
            : await ExplainMappedAsync(record, known[0], access, cancellationToken);
    }

    private async Task<RecordDocument> ExplainMappedAsync(RecordTable record, string id, AccessRequest? access, CancellationToken cancellationToken)
    {
        var entries = await _ledger.ListSourcesAsync(record.Name, id, cancellationToken);
        var changes = await _ledger.ListChangesAsync(record.Name, id, cancellationToken);
        var last = entries.Count > 0 ? entries[0].Run : changes.Count > 0 ? changes[^1].Run
            : throw Unknown($"No run of Reprise wrote or merged anything into a record of {record.Name} with that id: either there is none, or the application made it itself. 'reprise where ENTITY TABLE KEY' looks from the source.");
        var view = await OpenAsync(last, record, [id], access, cancellationToken);
        var plans = new PlanShelf(_runs);
        var plan = await plans.GetAsync(last, cancellationToken);
        IReadOnlyList<RunTable> makers = entries.Count > 0 ? [.. plan.Making(record.Name, entries[0].Origin)] : [plan.Tables.First(table => table.Target.Name == record.Name)];
        var content = await _written.ReadAsync(makers, id, entries.Count > 0 ? entries[0].RecordHash : null, cancellationToken);
        var sources = new List<SourceRowDocument>();
        foreach (var entry in entries)
        {
            sources.Add(await _rows.ReadAsync(entry, await plans.GetAsync(entry.Run, cancellationToken), content, view, cancellationToken));
        }

        var runs = await _ledger.ReadRunsAsync([.. entries.Select(entry => entry.Run), .. changes.Select(change => change.Run)], cancellationToken);
        var lots = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            lots[change.Run.Value] = [.. (await plans.GetAsync(change.Run, cancellationToken)).Tables.Where(table => table.Target.Name == record.Name).Select(table => table.Lot)];
        }

        var merged = entries.Count > 0 ? null : await _ledger.FindMergedAwayAsync(record.Name, id, cancellationToken);
        return new RecordDocument(record.Name.ToString(), view.Key(id), merged is null ? State(entries, content) : "merged", view.IsClear)
        {
            Sources = sources,
            MergedInto = merged is null ? null : new MergedIntoDocument(view.Key(merged.Into), merged.Run.Value, merged.DecidedBy, merged.DecidedAt, merged.Reason),
            Values = content is null ? null : view.Values(ValueView.Read(content.Content)),
            Changes = RecordWrites.Of(changes, content?.Content, run => RolledBackAt(runs, run, lots), view),
            Runs = runs,
        };
    }

    private async Task<RecordDocument> ExplainReplicaAsync(RecordTable record, IReadOnlyList<string> id, AccessRequest? access, CancellationToken cancellationToken)
    {
        var entities = _configuration.Entities.Where(entity => entity.Schema == record.Name.Schema).Select(entity => entity.Code).ToList();
        var run = await _ledger.FindReplicaRunAsync(record.Name.Schema, entities, cancellationToken)
            ?? throw Unknown($"No run that the ledger knows is in place in the schema {record.Name.Schema}.");
        var plan = await _runs.GetPlanAsync(run, cancellationToken);
        var table = plan.Tables.FirstOrDefault(candidate => candidate.Target.Name == record.Name)
            ?? throw Unknown($"Run {run}, which is in place in the schema {record.Name.Schema}, did not make {record.Name}: somebody else did.");
        if (record.Key.Count == 0)
        {
            throw Unknown($"{record.Name} has no primary key, so that its records cannot be told apart.");
        }

        var replica = await _records.ReadReplicaAsync(plan, table, record, id, cancellationToken)
            ?? throw Unknown($"{record.Name} has no record with that id. 'reprise where {run.Entity} {table.Source} KEY' tells what became of a source row.");
        var view = await OpenAsync(run, record, id, access, cancellationToken);
        var key = replica.SourceKey ?? KeySpelling.Canonical(plan.Source(table.Source), table, id, out _);
        return new RecordDocument(record.Name.ToString(), string.Join(',', id.Select(view.Key)), "replicated", view.IsClear)
        {
            Sources = key is null ? [] : [await _rows.ReadAsync(run, plan, table, key, replica, view, cancellationToken)],
            Values = view.Values(ValueView.Read(replica.Content)),
            Runs = await _ledger.ReadRunsAsync([run], cancellationToken),
        };
    }

    /// <summary>When the lot was undone that the record was published with.</summary>
    private static DateTimeOffset? RolledBackAt(IReadOnlyList<RunFacts> runs, RunId run, Dictionary<string, string[]> lots) =>
        runs.First(facts => facts.Run == run.Value).Lots.Where(lot => lots[run.Value].Contains(lot.Lot)).Max(lot => lot.RolledBackAt);

    private static string State(IReadOnlyList<CrosswalkEntry> entries, FoundRecordContent? content) => (entries, content) switch
    {
        ([], null) => "rolled_back",
        (_, null) => "deleted_in_target",
        ([], _) or ([{ IsMerged: true }, ..], _) => "of_application",
        ([{ RecordHash: { } written }, ..], { Hash: { } now }) when written == now => "as_written",
        _ => "changed_in_target",
    };

    private static RecordTable OnlyOne(string name, IReadOnlyList<RecordTable> found) => found switch
    {
        [var only] => only,
        [] => throw new RepriseException(ErrorCodes.UnknownTable, $"The target has no table '{name}'. Say schema.table."),
        _ => throw new RepriseException(ErrorCodes.UnknownTable, $"Several schemas have a table '{name}'. Say which: {string.Join(", ", found.Select(table => table.Name))}."),
    };

    private static RepriseException Unknown(string message) => new(ErrorCodes.UnknownRecord, message);

    /// <summary>Who sees values is recorded before any is read.</summary>
    private async Task<ValueView> OpenAsync(RunId run, RecordTable record, IReadOnlyList<string> id, AccessRequest? access, CancellationToken cancellationToken)
    {
        if (access is not null)
        {
            var masked = new ValueView(isClear: false);
            await _ledger.RecordAccessAsync(run, access.By, $"record {record.Name} {string.Join(',', id.Select(masked.Key))}: {access.Reason}", cancellationToken);
        }

        return new ValueView(access is not null);
    }
}
