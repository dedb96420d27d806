using Npgsql;
using Reprise.Core.Corrections;
using Reprise.Core.Entities;
using Reprise.Core.Lineage;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;

namespace Reprise.Postgres.Lineage;

/// <summary>Quarantine and corrections of one source row.</summary>
internal static class HeldFactRows
{
    /// <summary>One look at the quarantine of each run of the entity, by run, table plan and digest of the key.</summary>
    public static Task<List<HeldFact>> HeldAsync(NpgsqlConnection connection, EntityCode entity, string[] tables, string key, CancellationToken cancellationToken) => connection.QueryAsync(
        $"""
        SELECT {HeldRowQueries.Columns}, q.run, q.recorded_at
        FROM reprise.run AS r CROSS JOIN {HeldRowQueries.From}
        WHERE q.run = r.id AND r.entity = $1 AND q.table_plan = ANY ($2) AND md5(q.source_key)::uuid = md5($3)::uuid AND q.source_key = $3
        ORDER BY r.started_at DESC, q.table_plan
        """,
        [entity.Value, tables, key],
        reader => new HeldFact(RunId.Parse(reader.GetString(14)), reader.GetFieldValue<DateTimeOffset>(15), HeldRowQueries.Read(reader)),
        cancellationToken);

    public static Task<List<CorrectionFact>> CorrectionsAsync(NpgsqlConnection connection, EntityCode entity, string[] tables, string key, CancellationToken cancellationToken) => connection.QueryAsync(
        """
        SELECT c.id, c.run, c.table_plan, c.source_key, c.row_hash, c.is_dismissed, c.content, c.recorded_by, c.recorded_at, c.superseded_at,
               (SELECT u.run FROM reprise.run_correction AS u JOIN reprise.run AS r ON r.id = u.run WHERE u.correction = c.id AND u.is_applied ORDER BY r.started_at DESC LIMIT 1)
        FROM reprise.correction AS c
        WHERE c.entity = $1 AND c.table_plan = ANY ($2) AND c.source_key = $3
        ORDER BY c.id DESC
        """,
        [entity.Value, tables, key],
        reader => new CorrectionFact(
            new SealedCorrection(reader.GetInt64(0), RunId.Parse(reader.GetString(1)), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<byte[]>(4), reader.GetBoolean(5), reader.GetFieldValue<byte[]>(6)),
            reader.GetString(7),
            reader.GetFieldValue<DateTimeOffset>(8),
            reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9),
            reader.Nullable<string>(10)),
        cancellationToken);
}
