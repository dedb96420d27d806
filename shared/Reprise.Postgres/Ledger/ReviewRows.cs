using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Counts the pairs of possible duplicates that a run left to people, and what they decided since.</summary>
internal static class ReviewRows
{
    /// <summary>By table plan; those without a match are left out.</summary>
    /// <remarks>A pair is the same pair in every run of the entity. Keys of different source tables may be equal.</remarks>
    public static Task<List<ReviewQueue>> ReadAsync(NpgsqlConnection connection, RunId run, IReadOnlyList<RunTable> tables, CancellationToken cancellationToken) => connection.QueryAsync(
        """
        WITH pair AS (
            SELECT m.table_plan, m.state, m.source_key, m.other_key, m.target_id, m.state = 'review' AND EXISTS (
                SELECT FROM reprise.match_decision AS d
                WHERE d.entity = $2 AND d.source_table = o.origin AND d.source_key = m.source_key AND (d.other_key = m.other_key OR d.target_id = m.target_id)) AS decided
            FROM reprise.match AS m JOIN unnest($3::text[], $4::text[]) AS o (table_plan, origin) USING (table_plan) WHERE m.run = $1)
        SELECT p.table_plan, count(*) FILTER (WHERE p.state = 'merged'), count(*) FILTER (WHERE p.state = 'review'), count(*) FILTER (WHERE p.decided),
               min((SELECT min(r.started_at) FROM reprise.match AS e JOIN reprise.run AS r ON r.id = e.run
                    WHERE r.entity = $2 AND e.table_plan = p.table_plan AND e.state = 'review' AND e.source_key = p.source_key
                      AND (e.other_key = p.other_key OR e.target_id = p.target_id))) FILTER (WHERE p.state = 'review' AND NOT p.decided)
        FROM pair AS p GROUP BY p.table_plan ORDER BY p.table_plan
        """,
        [run.Value, run.Entity.Value, tables.Select(table => table.Name).ToArray(), tables.Select(table => table.Origin).ToArray()],
        reader => new ReviewQueue(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4)),
        cancellationToken);
}
