using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Quality;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Core.Verification;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Checks;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Following;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Publishing;
using Reprise.Postgres.Quality;
using Reprise.Postgres.Replaying;
using Reprise.Postgres.Replication;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;
using Reprise.Postgres.Verification;

namespace Reprise.Postgres;

/// <summary>The target; each subject has a class of its own.</summary>
internal sealed class PostgresTarget(Database database, ILedgerSeal seal, IDuplicateFinder duplicates) : ITarget
{
    private readonly ChunkStager _stager = new(database);
    private readonly LotPublisher _publisher = new(database, new ResolvingPorts(seal, duplicates));
    private readonly TextStream _text = new(database);
    private readonly RecordFinder _finder = new(database);
    private readonly TargetCheckup _checkup = new(database);
    private readonly GateCheckup _gateCheckup = new(database);
    private readonly ExpressionCheckup _expressionCheckup = new(database);
    private readonly GateCounter _gateCounter = new(database);
    private readonly PublishedSums _publishedSums = new(database);
    private readonly RowFates _fates = new(database);
    private readonly ChangeReader _changes = new(database);

    public Task<TargetCatalog> ReadCatalogAsync(CancellationToken cancellationToken) =>
        database.UseAsync(connection => TargetCatalogReader.ReadAsync(connection, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Problem>> CheckAsync(IReadOnlyList<TableName> tables, CancellationToken cancellationToken) => _checkup.CheckAsync(tables, cancellationToken);

    public Task PrepareAsync(RunLease lease, RunPlan plan, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            if (!plan.IsReplicate)
            {
                await StagingTables.CreateAsync(connection, lease.Run, plan, cancellationToken);
                await Spellings.PrepareAsync(connection, lease.Run, plan, cancellationToken);
                return true;
            }

            // Once swapped in, the fresh schema has the final name; what is there in its place must be ours.
            await SchemaSwap.ExistsAsync(connection, plan.Schema, cancellationToken);
            if (!await IsPublishedAsync(connection, lease.Run, cancellationToken))
            {
                await FreshTables.CreateAsync(connection, lease.Run, plan, cancellationToken);
                await Spellings.PrepareAsync(connection, lease.Run, plan, cancellationToken);
            }

            return true;
        },
        cancellationToken);

    public Task SaveRespellingsAsync(RunLease lease, RunTable table, RespelledReference reference, IReadOnlyList<Respelling> respellings, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => Spellings.SaveAsync(connection, lease.Run, table, reference, respellings, cancellationToken),
        cancellationToken);

    public Task<IReadOnlyList<Respelling>> ReadRespellingsAsync(RunId run, RunTable table, RespelledReference reference, CancellationToken cancellationToken) =>
        database.UseAsync(connection => Spellings.ReadAsync(connection, run, table, reference, cancellationToken), cancellationToken);

    public Task<IReadOnlySet<int>> GetStagedChunksAsync(RunId run, string table, CancellationToken cancellationToken) => _stager.GetStagedAsync(run, table, cancellationToken);

    public Task StageChunkAsync(RunLease lease, RunPlan plan, RunTable table, int chunk, long rowsRead, IAsyncEnumerable<MappedBatch> batches, CancellationToken cancellationToken) =>
        _stager.StageAsync(lease, plan, table, chunk, rowsRead, batches, cancellationToken);

    public Task ResolveTableAsync(RunLease lease, RunPlan plan, RunTable table, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            await (table.Definition is null
                ? MappedResolver.ResolveAsync(connection, new ResolvingPorts(seal, duplicates), lease.Run, plan, table, [], cancellationToken)
                : KeysAndIndexes.BuildAsync(connection, seal, lease.Run, plan, table, cancellationToken));
            return true;
        },
        cancellationToken);

    public Task PublishLotAsync(RunLease lease, RunPlan plan, string lot, CancellationToken cancellationToken) => _publisher.PublishAsync(lease, plan, lot, cancellationToken);

    public Task<IReadOnlyList<TableFigures>> CountAsync(RunId run, RunPlan plan, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<TableFigures>>(async connection => await Figures.ReadAsync(connection, run, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<UnreadRows>> CountUnreadAsync(RunId run, RunPlan plan, CancellationToken cancellationToken) =>
        database.UseAsync(connection => UnreadRecords.CountAsync(connection, run, plan, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<LeavingRecords>> CountLeavingAsync(RunId run, RunPlan plan, CancellationToken cancellationToken) =>
        database.UseAsync(connection => GoneRecords.CountAsync(connection, run, plan, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Problem>> CheckGatesAsync(IReadOnlyList<(QualityGate Gate, TargetTable Table)> gates, CancellationToken cancellationToken) => _gateCheckup.CheckAsync(gates, cancellationToken);

    public Task<IReadOnlyList<Problem>> CheckExpressionsAsync(IReadOnlyList<ExpressionInPlan> expressions, CancellationToken cancellationToken) => _expressionCheckup.CheckAsync(expressions, cancellationToken);

    public Task<IReadOnlyList<GateCount>> CountGatesAsync(RunId run, RunPlan plan, RunTable table, IReadOnlyList<QualityGate> gates, CancellationToken cancellationToken) =>
        _gateCounter.CountAsync(run, plan, table, gates, cancellationToken);

    public Task AddPublishedAsync(RunId run, RunPlan plan, RunTable table, QualityGate gate, GroupSums sums, CancellationToken cancellationToken) =>
        _publishedSums.AddAsync(run, plan, table, gate, sums, cancellationToken);

    public IAsyncEnumerable<RowFate> ReadFatesAsync(RunId run, RunPlan plan, RunTable table, bool all, CancellationToken cancellationToken) => _fates.ReadAsync(run, plan, table, all, cancellationToken);

    public Task<RecordChanges> ReadChangesAsync(RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken) => _changes.ReadAsync(run, plan, table, cancellationToken);

    public IAsyncEnumerable<CellRow> ReadTextAsync(RunTable table, CancellationToken cancellationToken) => _text.ReadAsync(table, cancellationToken);

    public Task<IReadOnlyList<FilledCell>> ReadFilledAsync(RunId run, RunTable table, CancellationToken cancellationToken) => database.UseAsync(
        connection => FilledCellRows.ReadAsync(connection, run, table, cancellationToken),
        cancellationToken);

    public Task<IReadOnlyList<FilledCell>> ReadGivenAsync(RunId run, RunTable table, CancellationToken cancellationToken) => database.UseAsync(
        connection => FilledCellRows.ReadGivenAsync(connection, run, table, cancellationToken),
        cancellationToken);

    public IAsyncEnumerable<FoundRecord> FindAsync(RunId run, RunPlan plan, RunTable table, IReadOnlyList<RecordKeys> keys, CancellationToken cancellationToken) =>
        _finder.FindAsync(run, plan, table, keys, cancellationToken);

    public Task<VanishedRows> FindVanishedAsync(RunId run, RunPlan plan, RunTable table, IAsyncEnumerable<string> keys, CancellationToken cancellationToken) =>
        database.InTransactionAsync(connection => VanishedRowFinder.FindAsync(connection, run, plan, table, keys, cancellationToken), cancellationToken);

    public Task SaveVerificationAsync(RunLease lease, string table, VerificationVerdict verdict, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => SaveAsync(connection, lease.Run, table, verdict, cancellationToken),
        cancellationToken);

    public Task SaveVerificationAsync(RunId run, string actor, string table, VerificationVerdict verdict, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await AuditTrail.AppendAsync(connection, run, actor, "verify", $"{table}: {verdict.Differences} differences", cancellationToken);
            return await SaveAsync(connection, run, table, verdict, cancellationToken);
        },
        cancellationToken);

    public Task DropStagingAsync(RunId run, CancellationToken cancellationToken) =>
        database.UseAsync(connection => StagingSchemas.DropAsync(connection, run, cancellationToken), cancellationToken);

    private static async Task<bool> IsPublishedAsync(Npgsql.NpgsqlConnection connection, RunId run, CancellationToken cancellationToken)
    {
        await using var published = connection.Command("SELECT EXISTS (SELECT FROM reprise.published_lot WHERE run = $1)", run.Value);
        return await published.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static Task<int> SaveAsync(Npgsql.NpgsqlConnection connection, RunId run, string table, VerificationVerdict verdict, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO reprise.verification (run, table_plan, method, rows, differences, detail) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (run, table_plan, method) DO UPDATE SET rows = excluded.rows, differences = excluded.differences, detail = excluded.detail, verified_at = now()
        """,
        [run.Value, table, verdict.Method, verdict.Rows, verdict.Differences, verdict.Detail],
        cancellationToken);
}
