using Reprise.Core.Catalogs;
using Reprise.Core.Columns;
using Reprise.Core.Mapping;
using Reprise.Core.Ports;
using Reprise.Core.Problems;
using Reprise.Core.Runs;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Checks;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Publishing;
using Reprise.Postgres.Replication;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;
using Reprise.Postgres.Verification;

namespace Reprise.Postgres;

/// <summary>The target; each subject has a class of its own.</summary>
internal sealed class PostgresTarget(Database database) : ITarget
{
    private readonly ChunkStager _stager = new(database);
    private readonly LotPublisher _publisher = new(database);
    private readonly PublishedReader _published = new(database);
    private readonly StagedComparison _comparison = new(database);
    private readonly TargetCheckup _checkup = new(database);

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
                return true;
            }

            // Once swapped in, the fresh schema has the final name; what is there in its place must be ours.
            await SchemaSwap.ExistsAsync(connection, plan.Schema, cancellationToken);
            if (!await IsPublishedAsync(connection, lease.Run, cancellationToken))
            {
                await FreshTables.CreateAsync(connection, lease.Run, plan, cancellationToken);
            }

            return true;
        },
        cancellationToken);

    public Task<IReadOnlySet<int>> GetStagedChunksAsync(RunId run, string table, CancellationToken cancellationToken) => _stager.GetStagedAsync(run, table, cancellationToken);

    public Task StageChunkAsync(RunLease lease, RunPlan plan, RunTable table, int chunk, long rowsRead, IAsyncEnumerable<MappedBatch> batches, CancellationToken cancellationToken) =>
        _stager.StageAsync(lease, plan, table, chunk, rowsRead, batches, cancellationToken);

    public Task ResolveTableAsync(RunLease lease, RunPlan plan, RunTable table, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        async connection =>
        {
            await (table.Definition is null
                ? MappedResolver.ResolveAsync(connection, lease.Run, plan, table, cancellationToken)
                : KeysAndIndexes.BuildAsync(connection, lease.Run, plan, table, cancellationToken));
            return true;
        },
        cancellationToken);

    public Task PublishLotAsync(RunLease lease, RunPlan plan, string lot, CancellationToken cancellationToken) => _publisher.PublishAsync(lease, plan, lot, cancellationToken);

    public Task<IReadOnlyList<TableFigures>> CountAsync(RunId run, RunPlan plan, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<TableFigures>>(async connection => await Figures.ReadAsync(connection, run, cancellationToken), cancellationToken);

    public IAsyncEnumerable<ColumnBatch> ReadPublishedAsync(RunPlan plan, RunTable table, IReadOnlyList<BatchColumn> columns, CancellationToken cancellationToken) =>
        _published.ReadAsync(table, columns, cancellationToken);

    public Task<IReadOnlyDictionary<string, long>> CompareStagedAsync(RunPlan plan, RunTable table, RunId run, CancellationToken cancellationToken) =>
        _comparison.CompareAsync(plan, table, run, cancellationToken);

    public Task SaveVerificationAsync(RunLease lease, string table, VerificationVerdict verdict, CancellationToken cancellationToken) => database.InTransactionAsync(
        lease,
        connection => connection.ExecuteAsync(
            """
            INSERT INTO reprise.verification (run, table_plan, method, rows, differences, detail) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (run, table_plan) DO UPDATE
                SET method = excluded.method, rows = excluded.rows, differences = excluded.differences, detail = excluded.detail, verified_at = now()
            """,
            [lease.Run.Value, table, verdict.Method, verdict.Rows, verdict.Differences, verdict.Detail],
            cancellationToken),
        cancellationToken);

    public Task DropStagingAsync(RunId run, CancellationToken cancellationToken) =>
        database.UseAsync(connection => StagingSchemas.DropAsync(connection, run, cancellationToken), cancellationToken);

    private static async Task<bool> IsPublishedAsync(Npgsql.NpgsqlConnection connection, RunId run, CancellationToken cancellationToken)
    {
        await using var published = connection.Command("SELECT EXISTS (SELECT FROM reprise.published_lot WHERE run = $1)", run.Value);
        return await published.ExecuteScalarAsync(cancellationToken) is true;
    }
}
