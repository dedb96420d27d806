using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Entities;
using Reprise.Core.Lineage;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;

namespace Reprise.Postgres.Lineage;

/// <summary>What the ledger has about one record or one source row.</summary>
internal sealed class LineageLedger(Database database) : ILineageLedger
{
    public Task<IReadOnlyList<CrosswalkEntry>> ListSourcesAsync(TableName target, string id, CancellationToken cancellationToken) =>
        UseAsync(connection => CrosswalkRows.OfRecordAsync(connection, target, id, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<CrosswalkEntry>> ListRecordsAsync(EntityCode entity, IReadOnlyList<(TableName Target, string Origin)> places, string key, CancellationToken cancellationToken) =>
        UseAsync(connection => CrosswalkRows.OfRowAsync(connection, entity, places, key, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<RecordWrite>> ListChangesAsync(TableName target, string id, CancellationToken cancellationToken) =>
        UseAsync(connection => CrosswalkRows.ChangesAsync(connection, target, id, cancellationToken), cancellationToken);

    public Task<MergedAway?> FindMergedAwayAsync(TableName target, string id, CancellationToken cancellationToken) =>
        database.UseAsync(connection => RecordMergeRows.FindAsync(connection, target, id, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<RunFacts>> ReadRunsAsync(IReadOnlyList<RunId> runs, CancellationToken cancellationToken) =>
        UseAsync(connection => RunFactRows.ReadAsync(connection, [.. runs.Select(run => run.Value).Distinct(StringComparer.Ordinal)], cancellationToken), cancellationToken);

    public Task<IReadOnlyList<RunId>> ListPlansAsync(EntityCode entity, CancellationToken cancellationToken) =>
        UseAsync(connection => RunFactRows.PlansAsync(connection, entity, cancellationToken), cancellationToken);

    public Task<RunId?> FindReplicaRunAsync(string schema, IReadOnlyList<EntityCode> entities, CancellationToken cancellationToken) =>
        database.UseAsync(connection => RunFactRows.ReplicaAsync(connection, schema, [.. entities.Select(entity => entity.Value)], cancellationToken), cancellationToken);

    public Task<MergeFact?> FindMergeAsync(RunId run, RunTable table, string key, CancellationToken cancellationToken) => database.UseAsync(
        async connection => (await connection.QueryAsync(
            """
            SELECT m.table_plan, m.number, m.source_key, m.other_key, m.target_id, m.probability, m.weights::text, d.is_same, d.decided_by, d.decided_at, d.reason
            FROM reprise.match AS m
            LEFT JOIN LATERAL (SELECT * FROM reprise.match_decision
                               WHERE entity = $3 AND target_table = $4 AND source_table = $5 AND source_key = m.source_key AND (other_key = m.other_key OR target_id = m.target_id)
                               ORDER BY id DESC LIMIT 1) AS d ON true
            WHERE m.run = $1 AND m.table_plan = $2 AND m.state = 'merged' AND (m.source_key = $6 OR m.other_key = $6)
            ORDER BY m.source_key <> $6, m.probability DESC, m.number LIMIT 1
            """,
            [run.Value, table.Name, run.Entity.Value, table.Target.Name.ToString(), table.Origin, key],
            Merge,
            cancellationToken)).FirstOrDefault(),
        cancellationToken);

    public Task<IReadOnlyList<FilledCell>> ListFilledAsync(RunId run, RunTable table, string key, CancellationToken cancellationToken) => UseAsync(
        connection => FilledCellRows.ListAsync(connection, run, table, key, cancellationToken),
        cancellationToken);

    public Task<IReadOnlyList<HeldFact>> ListHeldAsync(EntityCode entity, IReadOnlyList<string> tables, string key, CancellationToken cancellationToken) =>
        UseAsync(connection => HeldFactRows.HeldAsync(connection, entity, [.. tables], key, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<CorrectionFact>> ListCorrectionsAsync(EntityCode entity, IReadOnlyList<string> tables, string key, CancellationToken cancellationToken) =>
        UseAsync(connection => HeldFactRows.CorrectionsAsync(connection, entity, [.. tables], key, cancellationToken), cancellationToken);

    public IAsyncEnumerable<SealedKeys> ListChangedAsync(RunId run, string table, int? chunk, CancellationToken cancellationToken) =>
        database.StreamAsync(connection => ChangedAsync(connection, run, table, chunk, cancellationToken), cancellationToken);

    public Task RecordAccessAsync(RunId run, string actor, string detail, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await AuditTrail.AppendAsync(connection, run, actor, "access", detail, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Chunk by chunk, since keys of a whole table are many. Chunk 0 is what was changed after mapping.</summary>
    private static async IAsyncEnumerable<SealedKeys> ChangedAsync(NpgsqlConnection connection, RunId run, string table, int? chunk, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "SELECT column_name, rule, keys FROM reprise.coercion WHERE run = $1 AND table_plan = $2 AND ($3::integer IS NULL OR chunk IN (0, $3)) ORDER BY chunk, column_name, rule",
            run.Value,
            table,
            new NpgsqlParameter<int?> { TypedValue = chunk });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return Changed(reader);
        }
    }

    private static SealedKeys Changed(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[][]>(2));

    private static MergeFact Merge(NpgsqlDataReader reader) => new(
        new FoundMatch(
            reader.GetString(0),
            reader.GetInt32(1),
            IsMerged: true,
            reader.GetString(2),
            reader.Nullable<string>(3),
            reader.Nullable<string>(4),
            reader.GetDouble(5),
            JsonSerializer.Deserialize<DuplicateWeight[]>(reader.GetString(6), LedgerJson.Options) ?? [],
            reader.IsDBNull(7) ? null : reader.GetBoolean(7)),
        reader.Nullable<string>(8),
        reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9),
        reader.Nullable<string>(10));

    private Task<IReadOnlyList<T>> UseAsync<T>(Func<NpgsqlConnection, Task<List<T>>> read, CancellationToken cancellationToken) =>
        database.UseAsync<IReadOnlyList<T>>(async connection => await read(connection), cancellationToken);
}
