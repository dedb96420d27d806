namespace Reprise.Chaos.Results;

/// <summary>What of the ledger is compared; <c>$1</c> is the entity.</summary>
internal static class LedgerQueries
{
    /// <summary>The entity's newest run.</summary>
    public const string NewestRun = "(SELECT id FROM reprise.run WHERE entity = $1 ORDER BY started_at DESC LIMIT 1)";

    /// <summary>Makes the table of what records are known by.</summary>
    public const string Keys =
        """
        CREATE TEMPORARY TABLE chaos_key AS
        SELECT target_table, target_id, min(entity || '/' || source_table || '/' || source_key) AS key FROM reprise.crosswalk GROUP BY target_table, target_id;
        CREATE INDEX ON chaos_key (target_table, target_id);
        ANALYZE chaos_key
        """;

    /// <summary>Queries by section: key and content.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["runs"] = "SELECT status, count(*)::text FROM reprise.run WHERE entity = $1 GROUP BY status",
        ["figures"] = $"SELECT table_plan, ROW(lot, read, published, unchanged, merged, quarantined, filtered)::text FROM reprise.table_figures WHERE run = {NewestRun}",
        ["balance"] = $"SELECT table_plan, (read - published - unchanged - merged - quarantined - filtered)::text FROM reprise.table_figures WHERE run = {NewestRun}",
        ["chunks"] = $"SELECT table_plan, ROW(count(*), sum(rows_read), sum(rows_staged), sum(filtered))::text FROM reprise.staged_chunk WHERE run = {NewestRun} GROUP BY table_plan",
        ["gates"] = $"SELECT gate || ' ' || table_plan, ROW(measure, threshold, passed, waived_by)::text FROM reprise.gate_verdict WHERE run = {NewestRun}",
        ["lots"] = $"SELECT lot, count(*)::text FROM reprise.published_lot WHERE run = {NewestRun} GROUP BY lot",
        ["verifications"] = $"SELECT table_plan || ' ' || method, ROW(rows, differences)::text FROM reprise.verification WHERE run = {NewestRun}",
        ["quarantine"] = $"SELECT table_plan || ' ' || column_name || ' ' || reason, ROW(count(*), count(content))::text FROM reprise.quarantine WHERE run = {NewestRun} GROUP BY table_plan, column_name, reason",
        ["coercions"] = $"SELECT table_plan || ' ' || column_name || ' ' || rule, sum(count)::text FROM reprise.coercion WHERE run = {NewestRun} GROUP BY table_plan, column_name, rule",
        ["crosswalk"] =
            """
            SELECT c.target_table || ' ' || c.source_table || '/' || c.source_key, k.key || ' ' || c.merged
            FROM reprise.crosswalk AS c JOIN chaos_key AS k USING (target_table, target_id) WHERE c.entity = $1
            """,
        ["before-images"] =
            $"""
            SELECT b.target_table || ' ' || coalesce(k.key, 'own/' || b.target_id), CASE WHEN b.content IS NULL THEN 'new' ELSE md5((b.content - 'id')::text) END
            FROM reprise.record_image AS b LEFT JOIN chaos_key AS k USING (target_table, target_id) WHERE b.run = {NewestRun}
            """,
        ["purge"] = $"SELECT 'purged', reason FROM reprise.purge WHERE run = {NewestRun}",
        ["key"] = $"SELECT 'data key', CASE WHEN destroyed_at IS NULL THEN 'kept' ELSE 'destroyed' END FROM reprise.data_key WHERE run = {NewestRun}",
        ["staging"] = "SELECT 'schemas', string_agg(nspname, ' ') FROM pg_namespace WHERE nspname LIKE 'reprise\\_stage\\_%' AND $1 <> '' HAVING count(*) > 0",
    };
}
