using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;

namespace Reprise.Postgres.Undoing;

/// <summary>What the ledger keeps of a rollback.</summary>
internal static class RollbackRows
{
    /// <summary>Records that stayed.</summary>
    /// <param name="connection">Connection.</param>
    /// <param name="run">Run.</param>
    /// <param name="tables">Table plans; empty = all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<List<KeptRecord>> ListKeptAsync(NpgsqlConnection connection, RunId run, string[] tables, CancellationToken cancellationToken) => connection.QueryAsync(
        $"""
        SELECT target_table, target_id, action, kept FROM reprise.rollback_record
        WHERE run = $1 AND kept IS NOT NULL AND (cardinality($2::text[]) = 0 OR table_plan = ANY ($2)) ORDER BY 1, 2 LIMIT {RollbackResult.MostListed}
        """,
        [run.Value, tables],
        reader => new KeptRecord(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)),
        cancellationToken);

    /// <summary>Marks the lots and, once none is left, the run; whoever still writes for the run has lost it.</summary>
    public static async Task RecordAsync(NpgsqlConnection connection, RollbackRequest request, string[] lots, IReadOnlyList<RolledBackTable> figures, CancellationToken cancellationToken)
    {
        var run = request.Run.Value;
        await connection.ExecuteAsync("DELETE FROM reprise.rollback_record WHERE run = $1 AND kept IS NULL", [run], cancellationToken);
        await connection.ExecuteAsync("UPDATE reprise.quarantine SET reinjected_by = NULL WHERE reinjected_by = $1", [run], cancellationToken);
        await connection.ExecuteAsync("UPDATE reprise.published_lot SET rolled_back_at = clock_timestamp() WHERE run = $1 AND lot = ANY ($2)", [run, lots], cancellationToken);
        await connection.ExecuteAsync(
            """
            UPDATE reprise.run SET epoch = epoch + 1, ended_at = coalesce(ended_at, now()),
                   status = CASE WHEN EXISTS (SELECT FROM reprise.published_lot WHERE run = $1 AND rolled_back_at IS NULL) THEN status ELSE 'rolledback' END
            WHERE id = $1
            """,
            [run],
            cancellationToken);
        var (deleted, restored, kept) = (figures.Sum(table => table.Deleted), figures.Sum(table => table.Restored), figures.Sum(table => table.Kept));
        var detail = $"{string.Join(", ", lots)}: {deleted} deleted, {restored} restored, {figures.Sum(table => table.Unmerged)} unmerged, {kept} kept: {request.Reason}";
        await AuditTrail.AppendAsync(connection, request.Run, request.By, "rollback", detail, cancellationToken);
    }
}
