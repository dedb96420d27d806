using Npgsql;
using Reprise.Core.Corrections;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Tables <c>correction</c> and <c>run_correction</c>, within a transaction.</summary>
internal static class CorrectionRows
{
    /// <summary>Supersedes what was decided before about the same rows, and keeps what is decided now.</summary>
    public static async Task SaveAsync(NpgsqlConnection connection, IReadOnlyList<NewCorrection> corrections, string actor, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(
            """
            UPDATE reprise.correction AS c SET superseded_at = now()
            FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) AS decided (entity, table_plan, key, hash)
            WHERE c.superseded_at IS NULL AND c.entity = decided.entity AND c.table_plan = decided.table_plan
              AND md5(c.source_key)::uuid = md5(decided.key)::uuid AND c.source_key = decided.key AND c.row_hash = decided.hash
            """,
            [.. Rows(corrections)],
            cancellationToken);
        NewCorrection[] kept = [.. corrections.Where(correction => correction.Kind != DecisionKind.Withdraw)];
        await connection.ExecuteAsync(
            """
            INSERT INTO reprise.correction (entity, table_plan, source_key, row_hash, run, source_table, is_dismissed, content, recorded_by)
            SELECT *, $9 FROM unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::text[], $6::text[], $7::boolean[], $8::bytea[])
            """,
            [
                .. Rows(kept),
                kept.Select(correction => correction.Run.Value).ToArray(),
                kept.Select(correction => correction.SourceTable).ToArray(),
                kept.Select(correction => correction.Kind == DecisionKind.Dismiss).ToArray(),
                kept.Select(correction => correction.Content).ToArray(),
                actor,
            ],
            cancellationToken);
    }

    /// <summary>A corrected source row is corrected in every table plan that reads it; one that was left out is left out of its own table plan only.</summary>
    public static Task<int> AttachAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        INSERT INTO reprise.run_correction (run, table_plan, correction)
        SELECT $1, t.name, c.id
        FROM unnest($3::text[], $4::text[]) AS t (name, source)
        JOIN reprise.correction AS c ON c.entity = $2 AND c.superseded_at IS NULL AND c.source_table = t.source AND (c.table_plan = t.name OR NOT c.is_dismissed)
        ON CONFLICT DO NOTHING
        """,
        [run.Value, run.Entity.Value, plan.Tables.Select(table => table.Name).ToArray(), plan.Tables.Select(table => table.Source).ToArray()],
        cancellationToken);

    /// <summary>The corrections of another run: what was decided since is of no concern to a replay of it.</summary>
    public static Task<int> AttachAsync(NpgsqlConnection connection, RunId run, RunId replayed, CancellationToken cancellationToken) => connection.ExecuteAsync(
        "INSERT INTO reprise.run_correction (run, table_plan, correction) SELECT $1, table_plan, correction FROM reprise.run_correction WHERE run = $2 ON CONFLICT DO NOTHING",
        [run.Value, replayed.Value],
        cancellationToken);

    /// <summary>Records which corrections came by in a chunk.</summary>
    public static Task<int> RecordUsesAsync(NpgsqlConnection connection, RunId run, string table, IReadOnlyList<CorrectionUse> uses, CancellationToken cancellationToken) => connection.ExecuteAsync(
        """
        UPDATE reprise.run_correction AS u SET is_applied = used.is_applied
        FROM unnest($3::bigint[], $4::boolean[]) AS used (correction, is_applied)
        WHERE u.run = $1 AND u.table_plan = $2 AND u.correction = used.correction
        """,
        [run.Value, table, uses.Select(use => use.Id).ToArray(), uses.Select(use => use.IsApplied).ToArray()],
        cancellationToken);

    /// <summary>Counts what became of the corrections that a run follows.</summary>
    public static Task<List<CorrectionCount>> CountAsync(NpgsqlConnection connection, string run, CancellationToken cancellationToken) => connection.QueryAsync(
        """
        SELECT u.table_plan, count(*) FILTER (WHERE u.is_applied AND NOT c.is_dismissed), count(*) FILTER (WHERE u.is_applied AND c.is_dismissed),
               count(*) FILTER (WHERE NOT u.is_applied), count(*) FILTER (WHERE u.is_applied IS NULL)
        FROM reprise.run_correction AS u JOIN reprise.correction AS c ON c.id = u.correction
        WHERE u.run = $1 GROUP BY 1 ORDER BY 1
        """,
        [run],
        reader => new CorrectionCount(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)),
        cancellationToken);

    private static IEnumerable<object> Rows(IReadOnlyList<NewCorrection> corrections) =>
    [
        corrections.Select(correction => correction.Run.Entity.Value).ToArray(),
        corrections.Select(correction => correction.Table).ToArray(),
        corrections.Select(correction => correction.Key).ToArray(),
        corrections.Select(correction => correction.Hash).ToArray(),
    ];
}
