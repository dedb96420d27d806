using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Merging;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Ledger;

/// <summary>Rows that a run reads although the source does not show that they changed.</summary>
internal static class RowsToRead
{
    /// <summary>
    /// Held back, corrected or decided about since, or referring to a record that was; with a reference or a lookup that found nothing; or sharing a record whose empty columns rows fill together:
    /// of those all rows have to be there.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ListAgainAsync(NpgsqlConnection connection, RunId run, RunPlan plan, string source, RunId basedOn, int limit, CancellationToken cancellationToken)
    {
        RunTable[] tables = [.. plan.Tables.Where(table => table.Source == source)];
        RunTable[] filled = [.. tables.Where(table => table.Duplicates is { Fill.Count: > 0 })];
        return await connection.QueryAsync(
            $"""
            WITH {RowsOfDecisions.Records}
            SELECT source_key FROM reprise.quarantine WHERE run = $2 AND table_plan = ANY ($3)
            UNION SELECT source_key FROM reprise.unsettled WHERE run = $2 AND table_plan = ANY ($3)
            UNION SELECT source_key FROM reprise.correction WHERE entity = $1 AND source_table = $4 AND superseded_at IS NULL
            UNION SELECT key FROM reprise.match_decision AS d CROSS JOIN LATERAL unnest(ARRAY[d.source_key, d.other_key]) AS key
                  WHERE key IS NOT NULL AND d.entity = $1 AND d.source_table = ANY ($5) AND d.decided_at >= (SELECT started_at FROM reprise.run WHERE id = $2)
            UNION SELECT x.source_key FROM unnest($6::text[], $7::text[]) AS f (target_table, source_table)
                  JOIN reprise.crosswalk AS x ON x.entity = $1 AND x.target_table = f.target_table AND x.source_table = f.source_table
                  WHERE EXISTS (SELECT FROM reprise.crosswalk AS y WHERE y.target_table = x.target_table AND y.target_id = x.target_id AND y.entity = $1
                                AND y.source_table = x.source_table AND y.source_key <> x.source_key)
            UNION {RowsOfDecisions.Keys(plan, source)}
            ORDER BY 1 LIMIT $8
            """,
            [
                run.Entity.Value,
                basedOn.Value,
                tables.Select(table => table.Name).ToArray(),
                source,
                tables.Select(table => table.Origin).ToArray(),
                filled.Select(table => table.Target.Name.ToString()).ToArray(),
                filled.Select(table => table.Origin).ToArray(),
                limit,
            ],
            reader => reader.GetString(0),
            cancellationToken);
    }

    /// <summary>Keys of the source that have no record, or one whose row was gone when the last run looked.</summary>
    public static async Task<IReadOnlyList<string>> ListUnknownAsync(NpgsqlConnection connection, RunId run, RunPlan plan, string source, RunId basedOn, int limit, CancellationToken cancellationToken)
    {
        RunTable[] tables = [.. plan.Tables.Where(table => table.Source == source)];
        return await connection.QueryAsync(
            $"""
            SELECT k.source_key FROM {Sql.Quote(StagingNames.SourceKeys(run))} AS k
            WHERE k.source_table = $1
              AND (NOT EXISTS (SELECT FROM unnest($3::text[], $4::text[]) AS t (target_table, source_table)
                               JOIN reprise.crosswalk AS x ON x.entity = $2 AND x.target_table = t.target_table AND x.source_table = t.source_table
                               WHERE x.source_key = k.source_key AND x.gone_run IS NULL)
                   OR EXISTS (SELECT FROM reprise.gone_row AS g WHERE g.run = $5 AND g.table_plan = ANY ($6) AND g.source_key = k.source_key))
            ORDER BY 1 LIMIT $7
            """,
            [
                source,
                run.Entity.Value,
                tables.Select(table => table.Target.Name.ToString()).ToArray(),
                tables.Select(table => table.Origin).ToArray(),
                basedOn.Value,
                tables.Select(table => table.Name).ToArray(),
                limit,
            ],
            reader => reader.GetString(0),
            cancellationToken);
    }
}
