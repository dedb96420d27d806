using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Publishing;

/// <summary>Rows that earlier runs held back and this one published.</summary>
internal static class Reinjections
{
    /// <summary>Records the run in the entries of those rows. A row counts as published when this run did not hold it back or leave it out, and, for a mapped plan, the crosswalk knows its record.</summary>
    public static async Task RecordAsync(NpgsqlConnection connection, RunId run, RunPlan plan, IEnumerable<RunTable> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            await connection.ExecuteAsync(
                """
                UPDATE reprise.quarantine AS q SET reinjected_by = $1
                WHERE q.entity = $2 AND q.table_plan = $3 AND q.reinjected_by IS NULL AND q.run <> $1
                  AND NOT EXISTS (SELECT FROM reprise.quarantine AS n
                                  WHERE n.run = $1 AND n.table_plan = $3 AND md5(n.source_key)::uuid = md5(q.source_key)::uuid AND n.source_key = q.source_key)
                  AND NOT EXISTS (SELECT FROM reprise.run_correction AS u JOIN reprise.correction AS c ON c.id = u.correction
                                  WHERE u.run = $1 AND u.table_plan = $3 AND c.source_key = q.source_key AND (u.is_applied IS NULL OR (u.is_applied AND c.is_dismissed)))
                  AND ($4 OR EXISTS (SELECT FROM reprise.crosswalk AS x WHERE x.entity = $2 AND x.target_table = $5 AND x.source_table = $6 AND x.source_key = q.source_key))
                """,
                [run.Value, run.Entity.Value, table.Name, plan.IsReplicate, table.Target.Name.ToString(), table.Origin],
                cancellationToken);
        }
    }
}
