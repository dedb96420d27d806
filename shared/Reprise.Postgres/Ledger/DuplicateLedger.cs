using System.Text.Json;
using Npgsql;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Merging;

namespace Reprise.Postgres.Ledger;

/// <summary>Tables <c>match</c> and <c>match_decision</c>.</summary>
internal sealed class DuplicateLedger(Database database) : IDuplicateLedger
{
    public async Task<IReadOnlyList<FoundMatch>> ListAsync(RunId run, string? table, CancellationToken cancellationToken) => await database.UseAsync(
        connection => connection.QueryAsync(
            """
            SELECT m.table_plan, m.number, m.state = 'merged', m.source_key, m.other_key, m.target_id, m.probability, m.weights::text,
                   (SELECT d.is_same FROM reprise.match_decision AS d
                    WHERE d.entity = $2 AND d.source_key = m.source_key AND (d.other_key = m.other_key OR d.target_id = m.target_id) ORDER BY d.id DESC LIMIT 1)
            FROM reprise.match AS m
            WHERE m.run = $1 AND ($3::text IS NULL OR m.table_plan = $3)
            ORDER BY m.table_plan, m.number
            """,
            [run.Value, run.Entity.Value, table],
            Match,
            cancellationToken),
        cancellationToken);

    public async Task<ReviewQueue> CountAsync(RunId run, RunTable table, CancellationToken cancellationToken) => await database.UseAsync(
        async connection => (await ReviewRows.ReadAsync(connection, run, [table], cancellationToken)).FirstOrDefault(queue => queue.Table == table.Name) ?? ReviewQueue.None(table.Name),
        cancellationToken);

    public Task DecideAsync(RunId run, MatchDecision decision, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            await SaveAsync(connection, run, decision, cancellationToken);
            var verdict = decision.IsSame ? "the same" : "different";
            await AuditTrail.AppendAsync(connection, run, decision.By, "decide_match", $"{decision.Table.Name}: {verdict}: {decision.Reason}", cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<string?> UnmergeAsync(RunId run, RunTable table, string sourceKey, string actor, string reason, CancellationToken cancellationToken) => database.InTransactionAsync(
        async connection =>
        {
            var record = await MergeReversal.TakeOutAsync(connection, run, table, sourceKey, cancellationToken) ?? (await connection.QueryAsync(
                """
                DELETE FROM reprise.crosswalk
                WHERE entity = $1 AND target_table = $2 AND source_table = $3 AND source_key = $4 AND merged
                RETURNING target_id
                """,
                [run.Entity.Value, table.Target.Name.ToString(), table.Origin, sourceKey],
                reader => reader.GetString(0),
                cancellationToken)).FirstOrDefault();
            if (record is null)
            {
                return null;
            }

            await SaveAsync(connection, run, new MatchDecision(table, sourceKey, null, record, IsSame: false, actor, reason), cancellationToken);
            await AuditTrail.AppendAsync(connection, run, actor, "unmerge", $"{table.Name}: one row out of the record {record}: {reason}", cancellationToken);
            return record;
        },
        cancellationToken);

    private static FoundMatch Match(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt32(1),
        reader.GetBoolean(2),
        reader.GetString(3),
        reader.Nullable<string>(4),
        reader.Nullable<string>(5),
        reader.GetDouble(6),
        JsonSerializer.Deserialize<DuplicateWeight[]>(reader.GetString(7), LedgerJson.Options) ?? [],
        reader.IsDBNull(8) ? null : reader.GetBoolean(8));

    private static Task<int> SaveAsync(NpgsqlConnection connection, RunId run, MatchDecision decision, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO reprise.match_decision (entity, target_table, source_table, source_key, other_key, target_id, is_same, decided_by, reason)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        [run.Entity.Value, decision.Table.Target.Name.ToString(), decision.Table.Origin, decision.SourceKey, decision.OtherKey, decision.TargetId, decision.IsSame, decision.By, decision.Reason],
        cancellationToken);
}
