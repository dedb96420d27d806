using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Problems;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Core.Verification;

namespace Reprise.Core.Ports;

/// <summary>The PostgreSQL database that everything goes to. No DDL outside Reprise's own schemas.</summary>
public interface ITarget
{
    /// <summary>Reads the catalog.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.ConnectionFailed"/>.</exception>
    Task<TargetCatalog> ReadCatalogAsync(CancellationToken cancellationToken);

    /// <summary>What the account lacks: for the ledger, for staging and for the given tables; empty = ready.</summary>
    Task<IReadOnlyList<Problem>> CheckAsync(IReadOnlyList<TableName> tables, CancellationToken cancellationToken);

    /// <summary>Creates the run's staging schema and tables that are not there yet (replicate: the fresh schema).</summary>
    Task PrepareAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>Keeps what the source says of the spellings of a reference, in place of what was kept before.</summary>
    Task SaveRespellingsAsync(RunLease lease, RunTable table, RespelledReference reference, IReadOnlyList<Respelling> respellings, CancellationToken cancellationToken);

    /// <summary>The spellings kept, until staging is dropped.</summary>
    Task<IReadOnlyList<Respelling>> ReadRespellingsAsync(RunId run, RunTable table, RespelledReference reference, CancellationToken cancellationToken);

    /// <summary>Numbers of the chunks of a table plan that are staged.</summary>
    Task<IReadOnlySet<int>> GetStagedChunksAsync(RunId run, string table, CancellationToken cancellationToken);

    /// <summary>Stages one chunk: COPY, quarantine, coercions and checkpoint in one transaction. A chunk that is already staged is left alone and its batches are not read.</summary>
    Task StageChunkAsync(RunLease lease, RunPlan plan, RunTable table, int chunk, long rowsRead, IAsyncEnumerable<MappedBatch> batches, CancellationToken cancellationToken);

    /// <summary>Mapped: settles references, natural keys, unique and check violations, and the outcome of every row. Replicate: builds keys and indexes, sets sequences. Replaces its own previous result.</summary>
    Task ResolveTableAsync(RunLease lease, RunPlan plan, RunTable table, CancellationToken cancellationToken);

    /// <summary>Writes a lot in one transaction with its checkpoint; refuses it when the conservation law does not hold. A published lot is left alone.</summary>
    /// <exception cref="RepriseException"><see cref="ErrorCodes.NotBalanced"/> names the table and the figures.</exception>
    Task PublishLotAsync(RunLease lease, RunPlan plan, string lot, CancellationToken cancellationToken);

    /// <summary>Figures per table plan, from chunks, staging and quarantine.</summary>
    Task<IReadOnlyList<TableFigures>> CountAsync(RunId run, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>Rows that a run which reads a part of the source left alone, by table plan; empty where it reads everything.</summary>
    Task<IReadOnlyList<UnreadRows>> CountUnreadAsync(RunId run, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>Records that publishing would delete or mark because their rows are gone, of the table plans that do so.</summary>
    Task<IReadOnlyList<LeavingRecords>> CountLeavingAsync(RunId run, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>Asks the server whether it takes the expressions, patterns and values of gates on their table plans' target tables. Evaluates nothing, in a transaction that can write nothing.</summary>
    /// <returns>Misfits without file, with lines.</returns>
    Task<IReadOnlyList<Problem>> CheckGatesAsync(IReadOnlyList<(QualityGate Gate, TargetTable Table)> gates, CancellationToken cancellationToken);

    /// <summary>Asks the server whether it takes expressions of rules, and whether they give the same at every run. Evaluates nothing, in a transaction that can write nothing.</summary>
    /// <returns>Misfits without file, with lines.</returns>
    Task<IReadOnlyList<Problem>> CheckExpressionsAsync(IReadOnlyList<ExpressionInPlan> expressions, CancellationToken cancellationToken);

    /// <summary>Counts for gates of a resolved, mapped table plan what publishing would leave, in a transaction that can write nothing. Gates that count figures or add up have no answer here.</summary>
    Task<IReadOnlyList<GateCount>> CountGatesAsync(RunId run, RunPlan plan, RunTable table, IReadOnlyList<QualityGate> gates, CancellationToken cancellationToken);

    /// <summary>Adds up by group what publishing a resolved table plan would leave in the gate's column.</summary>
    Task AddPublishedAsync(RunId run, RunPlan plan, RunTable table, QualityGate gate, GroupSums sums, CancellationToken cancellationToken);

    /// <summary>Source rows of a table plan by key, chunk after chunk: those in quarantine, or with <paramref name="all"/> every row that no filter left out.</summary>
    IAsyncEnumerable<RowFate> ReadFatesAsync(RunId run, RunPlan plan, RunTable table, bool all, CancellationToken cancellationToken);

    /// <summary>Streams all rows of a target table for verification, every value as PostgreSQL prints it, cells in the order of the table plan's rules. The row is reused.</summary>
    IAsyncEnumerable<CellRow> ReadTextAsync(RunTable table, CancellationToken cancellationToken);

    /// <summary>Cells of records that rows merged into them filled, as the run worked them out, and those that rows of other entities fill now.</summary>
    Task<IReadOnlyList<FilledCell>> ReadFilledAsync(RunId run, RunTable table, CancellationToken cancellationToken);

    /// <summary>Cells of other entities' records that rows of the table plan fill now, each by the row itself.</summary>
    Task<IReadOnlyList<FilledCell>> ReadGivenAsync(RunId run, RunTable table, CancellationToken cancellationToken);

    /// <summary>Looks source rows of a mapped table plan up: in the crosswalk, in the run's quarantine, in the target. Answers come in the order asked.</summary>
    IAsyncEnumerable<FoundRecord> FindAsync(RunId run, RunPlan plan, RunTable table, IReadOnlyList<RecordKeys> keys, CancellationToken cancellationToken);

    /// <summary>What publishing a resolved, mapped table plan would do to records of the target as it is now. A table plan that the run's plan does not have any more makes none.</summary>
    Task<RecordChanges> ReadChangesAsync(RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken);
    /// <summary>Rows of a mapped table plan that have a record and are not among the keys of the source.</summary>
    Task<VanishedRows> FindVanishedAsync(RunId run, RunPlan plan, RunTable table, IAsyncEnumerable<string> keys, CancellationToken cancellationToken);

    /// <summary>Records the verdict of verification.</summary>
    Task SaveVerificationAsync(RunLease lease, string table, VerificationVerdict verdict, CancellationToken cancellationToken);

    /// <summary>Records the verdict of a verification asked for after the run, and who asked.</summary>
    Task SaveVerificationAsync(RunId run, string actor, string table, VerificationVerdict verdict, CancellationToken cancellationToken);

    /// <summary>Drops the run's staging schema. Repeating it is success.</summary>
    Task DropStagingAsync(RunId run, CancellationToken cancellationToken);
}
