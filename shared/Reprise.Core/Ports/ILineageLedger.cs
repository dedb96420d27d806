using Reprise.Core.Catalogs;
using Reprise.Core.Entities;
using Reprise.Core.Lineage;
using Reprise.Core.Runs;

namespace Reprise.Core.Ports;

/// <summary>What the ledger has about one record or one source row. Every question is answered through an index.</summary>
public interface ILineageLedger
{
    /// <summary>Source rows that a record is made of, the one it is named after first.</summary>
    Task<IReadOnlyList<CrosswalkEntry>> ListSourcesAsync(TableName target, string id, CancellationToken cancellationToken);

    /// <summary>Records that a source row is part of.</summary>
    /// <param name="entity">Entity.</param>
    /// <param name="places">Target tables, and what the crosswalk knows as the source table, see <see cref="RunTable.Origin"/>.</param>
    /// <param name="key">Canonical source key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<CrosswalkEntry>> ListRecordsAsync(EntityCode entity, IReadOnlyList<(TableName Target, string Origin)> places, string key, CancellationToken cancellationToken);

    /// <summary>Runs that wrote a record, oldest first, those among them that were undone.</summary>
    Task<IReadOnlyList<RecordWrite>> ListChangesAsync(TableName target, string id, CancellationToken cancellationToken);

    /// <summary>What a record that no source row is part of any more was merged into; null = nothing.</summary>
    Task<MergedAway?> FindMergedAwayAsync(TableName target, string id, CancellationToken cancellationToken);

    /// <summary>Runs, when and by whom, oldest first.</summary>
    Task<IReadOnlyList<RunFacts>> ReadRunsAsync(IReadOnlyList<RunId> runs, CancellationToken cancellationToken);

    /// <summary>The newest run of each plan that the entity was ever run by, newest first: runs by the same plan over the same schemas count as one.</summary>
    Task<IReadOnlyList<RunId>> ListPlansAsync(EntityCode entity, CancellationToken cancellationToken);

    /// <summary>The newest run that is in place in the schema of a replicate plan; null = none.</summary>
    /// <param name="schema">Schema.</param>
    /// <param name="entities">Entities that replicate into it; empty = any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<RunId?> FindReplicaRunAsync(string schema, IReadOnlyList<EntityCode> entities, CancellationToken cancellationToken);

    /// <summary>Why a row was merged in a run; null = by an equal key, or not in that run.</summary>
    Task<MergeFact?> FindMergeAsync(RunId run, RunTable table, string key, CancellationToken cancellationToken);

    /// <summary>Cells of a row's record that another row filled.</summary>
    Task<IReadOnlyList<FilledCell>> ListFilledAsync(RunId run, RunTable table, string key, CancellationToken cancellationToken);

    /// <summary>Runs that held a row back, newest first.</summary>
    Task<IReadOnlyList<HeldFact>> ListHeldAsync(EntityCode entity, IReadOnlyList<string> tables, string key, CancellationToken cancellationToken);

    /// <summary>What people decided about a row, newest first.</summary>
    Task<IReadOnlyList<CorrectionFact>> ListCorrectionsAsync(EntityCode entity, IReadOnlyList<string> tables, string key, CancellationToken cancellationToken);

    /// <summary>Which rules changed values in a table plan of a run, with the keys of the rows.</summary>
    /// <param name="run">Run.</param>
    /// <param name="table">Table plan.</param>
    /// <param name="chunk">Only what was changed in this chunk, and after mapping; null = in all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    IAsyncEnumerable<SealedKeys> ListChangedAsync(RunId run, string table, int? chunk, CancellationToken cancellationToken);

    /// <summary>Records that somebody saw values of a person or another record, before they are shown.</summary>
    /// <param name="run">Run that the record or row is known by.</param>
    /// <param name="actor">Who.</param>
    /// <param name="detail">Which record or row, and why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task RecordAccessAsync(RunId run, string actor, string detail, CancellationToken cancellationToken);
}
