using Npgsql;
using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Undoing;

namespace Reprise.Postgres.Following;

/// <summary>Deletes or marks the records of rows that are gone, in the transaction that publishes a lot; whatever somebody else has a part in stays, with the reason.</summary>
internal static class GoneRecords
{
    private const string Relation = "reprise.gone_row";

    private const string Of = RecordRemoval.Of;

    private const string Entry = "x.entity = $3 AND x.target_table = g.target_table AND x.source_table = g.source_table AND x.source_key = g.source_key";

    /// <summary>How many are about to go, of how many that the entity has, by table plan that lets them go.</summary>
    public static async Task<IReadOnlyList<LeavingRecords>> CountAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken)
    {
        var counts = new List<LeavingRecords>();
        foreach (var table in plan.Tables.Where(table => table.Sync.RemovesRecords))
        {
            counts.AddRange(await connection.QueryAsync(
                $"""
                SELECT (SELECT count(*) FROM reprise.crosswalk AS x
                        WHERE x.entity = $3 AND x.target_table = $4 AND x.source_table = $5 AND NOT x.merged AND x.gone_run IS NULL),
                       (SELECT count(*) FROM {Relation} AS g WHERE {Of} AND g.action IN ('delete', 'soft_delete') AND g.kept IS NULL)
                """,
                [run.Value, table.Name, run.Entity.Value, table.Target.Name.ToString(), table.Origin],
                reader => new LeavingRecords(table.Name, reader.GetInt64(0), reader.GetInt64(1)),
                cancellationToken));
        }

        return counts;
    }

    /// <summary>Applies what the plans of a lot say, children before parents.</summary>
    public static async Task ApplyAsync(NpgsqlConnection connection, RunId run, RunPlan plan, IReadOnlyList<RunTable> tables, CancellationToken cancellationToken)
    {
        List<Resolution> acting = [];
        foreach (var table in tables.Where(table => table.Sync.RemovesRecords))
        {
            var resolution = new Resolution(connection, run, plan, table);
            if (await HasAnyAsync(resolution, cancellationToken))
            {
                await new RecordRemoval(resolution, Relation).LockAsync(cancellationToken);
                acting.Add(resolution);
            }
        }

        if (acting.Count == 0)
        {
            return;
        }

        foreach (var resolution in acting)
        {
            await ClassifyAsync(resolution, cancellationToken);
        }

        // A foreign key of whatever table holds a record, whatever it would do to the row that refers to it.
        await KeptReferences.KeepAsync(connection, new DoomedRecords(Relation, "'delete'"), run, tables, cancellationToken);
        foreach (var resolution in Enumerable.Reverse(acting))
        {
            await (resolution.Table.Sync.SoftDelete is { } mark ? MarkAsync(resolution, mark, cancellationToken) : new RecordRemoval(resolution, Relation).DeleteAsync(cancellationToken));
            await RemoveEntriesAsync(resolution, cancellationToken);
        }
    }

    /// <summary>Says which records stay: those that the application changed, and those that other rows are part of. One that is not there any more leaves its entry alone.</summary>
    public static async Task ClassifyAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        const string Records = $"{Of} AND g.action IN ('delete', 'soft_delete')";
        object?[] values = [resolution.Run.Value, resolution.Table.Name];
        await resolution.ExecuteAsync($"UPDATE {Relation} AS g SET kept = NULL WHERE {Of} AND g.kept IS NOT NULL", cancellationToken, values);
        await resolution.ExecuteAsync(
            $"UPDATE {Relation} AS g SET action = 'unmerge' WHERE {Records} AND NOT EXISTS (SELECT FROM {resolution.Target} AS t WHERE t.{resolution.IdColumn} = g.target_id::{resolution.IdType})",
            cancellationToken,
            values);
        await resolution.ExecuteAsync(
            $"""
            UPDATE {Relation} AS g SET kept = 'changed_in_target'
            FROM {resolution.Target} AS t, reprise.crosswalk AS x
            WHERE {Records} AND t.{resolution.IdColumn} = g.target_id::{resolution.IdType} AND {Entry} AND NOT {RecordRemoval.IsAsWritten(resolution)}
            """,
            cancellationToken,
            [.. values, resolution.Run.Entity.Value]);
        await resolution.ExecuteAsync(
            $"""
            UPDATE {Relation} AS g SET kept = 'merged_into'
            WHERE {Records} AND g.kept IS NULL AND EXISTS (
                SELECT FROM reprise.crosswalk AS y
                WHERE y.target_table = g.target_table AND y.target_id = g.target_id AND NOT (y.entity = $3 AND y.source_table = g.source_table AND y.source_key = g.source_key)
                  AND NOT EXISTS (SELECT FROM {Relation} AS o WHERE o.run = $1 AND y.entity = $3 AND o.target_table = y.target_table AND o.target_id = y.target_id
                                  AND o.source_table = y.source_table AND o.source_key = y.source_key AND o.action <> 'report'))
            """,
            cancellationToken,
            [.. values, resolution.Run.Entity.Value]);
    }

    private static async Task<bool> HasAnyAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await using var any = resolution.Connection.Command($"SELECT EXISTS (SELECT FROM {Relation} AS g WHERE {Of})", resolution.Run.Value, resolution.Table.Name);
        return await any.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task MarkAsync(Resolution resolution, SoftDelete mark, CancellationToken cancellationToken)
    {
        const string Marked = $"{Of} AND g.action = 'soft_delete' AND g.kept IS NULL";
        object?[] values = [resolution.Run.Value, resolution.Table.Name];
        var record = $"t.{resolution.IdColumn} = g.target_id::{resolution.IdType}";
        await CrosswalkImages.KeepAsync(resolution, Relation, Entry, Marked, isRemoved: false, cancellationToken);
        await new RecordRemoval(resolution, Relation).MarkAsync(mark, cancellationToken);
        await resolution.ExecuteAsync(
            $"""
            UPDATE reprise.crosswalk AS x SET gone_run = $1, run = $1, record_hash = {RecordContent.Hash(resolution)}, content_hash = {RecordContent.FullHash("t")}
            FROM {Relation} AS g JOIN {resolution.Target} AS t ON {record}
            WHERE {Marked} AND {Entry}
            """,
            cancellationToken,
            [.. values, resolution.Run.Entity.Value]);
    }

    private static async Task RemoveEntriesAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        const string Removed = $"{Of} AND g.action IN ('delete', 'unmerge') AND g.kept IS NULL";
        await CrosswalkImages.KeepAsync(resolution, Relation, Entry, Removed, isRemoved: true, cancellationToken);
        await resolution.ExecuteAsync(
            $"DELETE FROM reprise.crosswalk AS x USING {Relation} AS g WHERE {Removed} AND {Entry}",
            cancellationToken,
            resolution.Run.Value,
            resolution.Table.Name,
            resolution.Run.Entity.Value);
    }
}
