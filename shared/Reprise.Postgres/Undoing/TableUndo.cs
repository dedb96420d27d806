using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Giving;
using Reprise.Postgres.Merging;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Undoing;

/// <summary>One table plan of a run being undone.</summary>
internal sealed class TableUndo(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable table, IReadOnlyList<RunTable> all)
{
    private readonly Resolution _names = new(connection, run, plan, table);

    private string TargetTable => table.Target.Name.ToString();

    /// <summary>Columns that the run may have written: those that rules fill, and the mark of a deleted record where it set or took it off.</summary>
    private IReadOnlyList<string> Assignments
    {
        get
        {
            var ruled = _names.Ruled.Select(column => $"{Sql.Quote(column.Name)} = (i.image).{Sql.Quote(column.Name)}");
            return table.Sync.SoftDelete is { } mark && _names.Ruled.All(column => column.Name != mark.Column)
                ? [.. ruled, $"{Sql.Quote(mark.Column)} = CASE WHEN i.is_marked THEN (i.image).{Sql.Quote(mark.Column)} ELSE t.{Sql.Quote(mark.Column)} END"]
                : [.. ruled];
        }
    }

    /// <summary>Holds the records, so that nobody changes or refers to them meanwhile, and says which of them have to stay.</summary>
    public async Task ClassifyAsync(CancellationToken cancellationToken)
    {
        await _names.AllowMemoryAsync(cancellationToken);
        await MergeReversal.UndoAsync(connection, run, table, cancellationToken);
        await GivenRecords.UndoAsync(_names, cancellationToken);
        await _names.ExecuteAsync(
            $"SELECT FROM {_names.Target} AS t WHERE EXISTS (SELECT FROM reprise.record_image AS b WHERE b.run = $1 AND b.target_table = $2 AND b.target_id::{_names.IdType} = t.{_names.IdColumn}) FOR UPDATE",
            cancellationToken,
            run.Value,
            TargetTable);
        await _names.ExecuteAsync(
            $"""
            INSERT INTO reprise.rollback_record (run, table_plan, target_table, target_id, action, kept)
            SELECT $1, $2, b.target_table, b.target_id, CASE WHEN b.content IS NULL THEN 'delete' ELSE 'restore' END,
                   CASE WHEN x.run <> $1 THEN 'later_run'
                        WHEN t.{_names.IdColumn} IS NULL THEN CASE WHEN b.content IS NOT NULL THEN 'deleted_in_target' END
                        WHEN b.content IS NULL AND x.content_hash IS NOT NULL THEN CASE WHEN {RecordContent.FullHash("t")} <> x.content_hash THEN 'changed_in_target' END
                        WHEN {RecordContent.Hash(_names)} IS DISTINCT FROM x.record_hash THEN 'changed_in_target' END
            FROM reprise.record_image AS b
            JOIN reprise.crosswalk AS x ON x.entity = $4 AND x.target_table = b.target_table AND x.source_table = $5 AND x.target_id = b.target_id AND NOT x.merged
            LEFT JOIN {_names.Target} AS t ON t.{_names.IdColumn} = b.target_id::{_names.IdType}
            WHERE b.run = $1 AND b.target_table = $3 AND NOT b.is_deleted
            ON CONFLICT DO NOTHING
            """,
            cancellationToken,
            run.Value,
            table.Name,
            TargetTable,
            run.Entity.Value,
            table.Origin);
        await KeepMergedIntoAsync(cancellationToken);
        await ClassifyDeletedAsync(cancellationToken);
    }

    /// <summary>Records that the run deleted, unless a later run brought the row back or something has their id by now. A row that the run merged has its entry still.</summary>
    private Task<int> ClassifyDeletedAsync(CancellationToken cancellationToken) => _names.ExecuteAsync(
        $"""
        INSERT INTO reprise.rollback_record (run, table_plan, target_table, target_id, action, kept)
        SELECT $1, $2, b.target_table, b.target_id, 'reinsert',
               CASE WHEN x.run <> $1 THEN 'later_run' WHEN t.{_names.IdColumn} IS NOT NULL THEN 'changed_in_target' END
        FROM reprise.before_image AS b
        JOIN reprise.crosswalk_image AS i ON i.run = b.run AND i.target_table = b.target_table AND i.target_id = b.target_id AND i.source_table = $5 AND i.is_removed AND NOT i.merged
        LEFT JOIN reprise.crosswalk AS x ON x.entity = $4 AND x.target_table = i.target_table AND x.source_table = i.source_table AND x.source_key = i.source_key
        LEFT JOIN {_names.Target} AS t ON t.{_names.IdColumn} = b.target_id::{_names.IdType}
        WHERE b.run = $1 AND b.target_table = $3 AND b.is_deleted
        ON CONFLICT DO NOTHING
        """,
        cancellationToken,
        run.Value,
        table.Name,
        TargetTable,
        run.Entity.Value,
        table.Origin);

    /// <summary>Brings back records that the run deleted, as they were in every column. One statement, as for deleting.</summary>
    public Task<int> ReinsertAsync(CancellationToken cancellationToken)
    {
        var columns = table.Target.Columns.Where(column => !column.IsGenerated).Select(column => Sql.Quote(column.Name)).ToList();
        var overriding = table.Target.Columns.Any(column => column.IsIdentity) ? "OVERRIDING SYSTEM VALUE " : string.Empty;
        return _names.ExecuteAsync(
            $"""
            INSERT INTO {_names.Target} ({string.Join(", ", columns)}) {overriding}
            SELECT {string.Join(", ", columns.Select(column => $"(i.image).{column}"))}
            FROM (SELECT jsonb_populate_record(NULL::{_names.Target}, b.content) AS image
                  FROM reprise.rollback_record AS u
                  JOIN reprise.before_image AS b ON b.run = u.run AND b.target_table = u.target_table AND b.target_id = u.target_id
                  WHERE u.run = $1 AND u.table_plan = $2 AND u.action = 'reinsert' AND u.kept IS NULL) AS i
            """,
            cancellationToken,
            run.Value,
            table.Name);
    }

    /// <summary>Only in the columns that the run wrote: what the application wrote beside them stays.</summary>
    /// <remarks>Ids become values of their type after the scan that chooses them by table plan: ids of other tables have another type.</remarks>
    public Task<int> RestoreAsync(CancellationToken cancellationToken) => Assignments.Count == 0 ? Task.FromResult(0) : _names.ExecuteAsync(
        $"""
        UPDATE {_names.Target} AS t SET {string.Join(", ", Assignments)}
        FROM (SELECT u.target_id, jsonb_populate_record(NULL::{_names.Target}, b.content) AS image,
                     EXISTS (SELECT FROM reprise.crosswalk AS x
                             LEFT JOIN reprise.crosswalk_image AS c ON c.run = $1 AND c.target_table = x.target_table AND c.source_table = x.source_table AND c.source_key = x.source_key
                             WHERE x.target_table = u.target_table AND x.target_id = u.target_id AND (x.gone_run = $1 OR c.gone_run IS NOT NULL)) AS is_marked
              FROM reprise.rollback_record AS u
              JOIN reprise.before_image AS b ON b.run = u.run AND b.target_table = u.target_table AND b.target_id = u.target_id
              WHERE u.run = $1 AND u.table_plan = $2 AND u.action = 'restore' AND u.kept IS NULL) AS i
        WHERE t.{_names.IdColumn} = i.target_id::{_names.IdType}
        """,
        cancellationToken,
        run.Value,
        table.Name);

    /// <summary>One statement: foreign keys between records of the same table are checked when it ends.</summary>
    public Task<int> DeleteAsync(CancellationToken cancellationToken) => _names.ExecuteAsync(
        $"""
        DELETE FROM {_names.Target} AS t USING reprise.rollback_record AS u
        WHERE u.run = $1 AND u.table_plan = $2 AND u.action = 'delete' AND u.kept IS NULL AND t.{_names.IdColumn} = u.target_id::{_names.IdType}
        """,
        cancellationToken,
        run.Value,
        table.Name);

    /// <summary>Takes the crosswalk back to what it was, but for records that stay: they remain known, so that the next run does not insert them again.</summary>
    public async Task<RolledBackTable> SettleAsync(CancellationToken cancellationToken)
    {
        await GivenRecords.ForgetEmptiedAsync(_names, cancellationToken);
        const string Entry = "x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND x.run = $4";
        object?[] values = [run.Entity.Value, TargetTable, table.Origin, run.Value];
        var unmerged = await _names.ExecuteAsync($"DELETE FROM reprise.crosswalk AS x WHERE {Entry} AND x.merged", cancellationToken, values);
        await _names.ExecuteAsync(
            $"""
            DELETE FROM reprise.crosswalk AS x USING reprise.rollback_record AS u
            WHERE {Entry} AND u.run = x.run AND u.target_table = x.target_table AND u.target_id = x.target_id AND u.action = 'delete' AND u.kept IS NULL
            """,
            cancellationToken,
            values);
        await _names.ExecuteAsync(
            $"""
            UPDATE reprise.crosswalk AS x SET record_hash = i.record_hash, content_hash = i.content_hash, run = i.written_by, gone_run = i.gone_run
            FROM reprise.crosswalk_image AS i
            WHERE {Entry} AND i.run = x.run AND i.target_table = x.target_table AND i.source_table = x.source_table AND i.source_key = x.source_key
              AND NOT EXISTS (SELECT FROM reprise.rollback_record AS u WHERE u.run = $4 AND u.target_table = x.target_table AND u.target_id = x.target_id AND u.kept IS NOT NULL)
            """,
            cancellationToken,
            values);
        await _names.ExecuteAsync(
            $"""
            INSERT INTO reprise.crosswalk (entity, target_table, source_table, source_key, target_id, merged, record_hash, content_hash, run, gone_run)
            SELECT i.entity, i.target_table, i.source_table, i.source_key, i.target_id, i.merged, i.record_hash, i.content_hash, i.written_by, i.gone_run
            FROM reprise.crosswalk_image AS i
            WHERE i.run = $4 AND i.entity = $1 AND i.target_table = $2 AND i.source_table = $3 AND i.is_removed
              AND EXISTS (SELECT FROM {_names.Target} AS t WHERE t.{_names.IdColumn} = i.target_id::{_names.IdType})
              AND NOT EXISTS (SELECT FROM reprise.rollback_record AS u WHERE u.run = $4 AND u.target_table = i.target_table AND u.target_id = i.target_id AND u.kept IS NOT NULL)
            ON CONFLICT DO NOTHING
            """,
            cancellationToken,
            values);
        return (await connection.QueryAsync(
            """
            SELECT count(*) FILTER (WHERE action = 'delete' AND kept IS NULL), count(*) FILTER (WHERE action IN ('restore', 'reinsert') AND kept IS NULL), count(kept)
            FROM reprise.rollback_record WHERE run = $1 AND table_plan = $2
            """,
            [run.Value, table.Name],
            reader => new RolledBackTable(table.Name, reader.GetInt64(0), reader.GetInt64(1), unmerged, reader.GetInt64(2)),
            cancellationToken))[0];
    }

    /// <summary>Rows of other entities, other runs or lots that stay are part of the record.</summary>
    private Task<int> KeepMergedIntoAsync(CancellationToken cancellationToken) => _names.ExecuteAsync(
        """
        UPDATE reprise.rollback_record AS u SET kept = 'merged_into'
        WHERE u.run = $1 AND u.table_plan = $2 AND u.action = 'delete' AND u.kept IS NULL
          AND EXISTS (SELECT FROM reprise.crosswalk AS x
                      WHERE x.target_table = u.target_table AND x.target_id = u.target_id AND (x.run <> $1 OR x.source_table <> ALL ($3)))
        """,
        cancellationToken,
        run.Value,
        table.Name,
        all.Where(other => other.Target.Name == table.Target.Name).Select(other => other.Origin).ToArray());
}
