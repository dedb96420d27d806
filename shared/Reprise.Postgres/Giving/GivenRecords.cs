using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Giving;

/// <summary>Writes cells into records of other entities and empties them again; a record that the application changed since its entity wrote it is left.</summary>
internal static class GivenRecords
{
    private const string Refused = "refused";

    /// <summary>Writes what the table plans of a lot give and take back, with before-images, in the transaction that publishes it.</summary>
    public static async Task ApplyAsync(NpgsqlConnection connection, RunId run, RunPlan plan, IReadOnlyList<RunTable> tables, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            var resolution = new Resolution(connection, run, plan, table);
            await using var any = connection.Command($"SELECT EXISTS (SELECT FROM {GivenCells.Relation} AS g WHERE {GivenCells.Of} AND g.state = 'planned')", run.Value, table.Name);
            if (await any.ExecuteScalarAsync(cancellationToken) is true)
            {
                await ApplyAsync(resolution, cancellationToken);
            }
        }
    }

    /// <summary>Empties the cells that a run filled and fills those that it emptied, as its before-images say; lists those that have to stay.</summary>
    public static async Task UndoAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        object?[] values = [resolution.Run.Value, resolution.Table.Name];
        await resolution.ExecuteAsync($"UPDATE {GivenCells.Relation} AS g SET state = 'undone' WHERE {GivenCells.Of} AND g.state = 'published' AND g.action = 'supersede'", cancellationToken, values);
        await resolution.ExecuteAsync($"UPDATE {GivenCells.Relation} AS g SET state = 'undoing' WHERE {GivenCells.Of} AND g.state = 'published'", cancellationToken, values);
        await resolution.ExecuteAsync(
            $"""
            UPDATE {GivenCells.Relation} AS g SET state = 'published', kept = 'later_run'
            WHERE {GivenCells.Of} AND g.state = 'undoing' AND EXISTS (SELECT FROM {GivenCells.Relation} AS n WHERE n.target_table = g.target_table AND n.target_id = g.target_id AND n.column_name = g.column_name AND n.number > g.number AND n.state = 'published')
            """,
            cancellationToken,
            values);
        await KeepChangedAsync(resolution, "undoing", "published", cancellationToken);
        await resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.rollback_record (run, table_plan, target_table, target_id, action, kept)
            SELECT $1, $2, g.target_table, g.target_id, 'restore', min(g.kept) FROM {GivenCells.Relation} AS g WHERE {GivenCells.Of} AND g.state = 'published' AND g.kept IS NOT NULL GROUP BY 3, 4
            ON CONFLICT DO NOTHING
            """,
            cancellationToken,
            values);
        await RememberAsync(resolution, "undoing", cancellationToken);
        foreach (var column in await ColumnsAsync(resolution, "undoing", cancellationToken))
        {
            var cell = Sql.Quote(column);
            await resolution.ExecuteAsync(
                $"""
                UPDATE {resolution.Target} AS t SET {cell} = (jsonb_populate_record(NULL::{resolution.Target}, b.content)).{cell}
                FROM {GivenCells.Relation} AS g JOIN reprise.before_image AS b ON b.run = g.run AND b.target_table = g.target_table AND b.target_id = g.target_id
                WHERE {GivenCells.Of} AND g.state = 'undoing' AND g.column_name = $3 AND t.{resolution.IdColumn} = g.target_id::{resolution.IdType}
                """,
                cancellationToken,
                [.. values, column]);
        }

        await RehashAsync(resolution, "undoing", cancellationToken);
        await resolution.ExecuteAsync($"UPDATE {GivenCells.Relation} AS g SET state = 'undone' WHERE {GivenCells.Of} AND g.state = 'undoing'", cancellationToken, values);
    }

    /// <summary>Records that a rollback of their own entity's run took back to before a cell was filled: it is empty, and filled again by the next run of the entity that did.</summary>
    public static Task<int> ForgetEmptiedAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        UPDATE {GivenCells.Relation} AS g SET state = 'undone'
        FROM reprise.rollback_record AS u JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = u.target_id::{resolution.IdType}
        WHERE u.run = $1 AND u.table_plan = $2 AND u.action = 'restore' AND u.kept IS NULL AND g.target_table = u.target_table AND g.target_id = u.target_id
          AND g.number IN (SELECT n.number FROM reprise.given_now AS n WHERE n.target_table = u.target_table AND n.target_id = u.target_id) AND to_jsonb(t) -> g.column_name = 'null'
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Name);

    /// <summary>Leaves records that say something else than their entity wrote, and those that are not there any more.</summary>
    public static async Task KeepChangedAsync(Resolution resolution, string state, string otherwise, CancellationToken cancellationToken)
    {
        object?[] values = [resolution.Run.Value, resolution.Table.Name];
        foreach (var written in await OwnersColumns.ReadAsync(resolution, state, cancellationToken))
        {
            var differs = written.AreThere(resolution) ? $"{RecordContent.Hash("t", written.Columns)} IS DISTINCT FROM x.record_hash" : "true";
            await resolution.ExecuteAsync(
                $"""
                UPDATE {GivenCells.Relation} AS g SET state = '{otherwise}', kept = 'changed_in_target'
                FROM {resolution.Target} AS t, reprise.crosswalk AS x
                WHERE {GivenCells.Of} AND g.state = '{state}' AND g.action <> 'supersede' AND t.{resolution.IdColumn} = g.target_id::{resolution.IdType}
                  AND x.target_table = g.target_table AND x.target_id = g.target_id AND NOT x.merged AND x.run = $3 AND x.source_table = $4 AND {differs}
                """,
                cancellationToken,
                [.. values, written.Run, written.Origin]);
        }

        await resolution.ExecuteAsync(
            $"""
            UPDATE {GivenCells.Relation} AS g SET state = '{otherwise}', kept = 'deleted_in_target'
            WHERE {GivenCells.Of} AND g.state = '{state}' AND NOT EXISTS (SELECT FROM {resolution.Target} AS t WHERE t.{resolution.IdColumn} = g.target_id::{resolution.IdType})
            """,
            cancellationToken,
            values);
    }

    private static async Task ApplyAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        object?[] values = [resolution.Run.Value, resolution.Table.Name];
        await resolution.ExecuteAsync(
            $"SELECT FROM {resolution.Target} AS t WHERE EXISTS (SELECT FROM {GivenCells.Relation} AS g WHERE {GivenCells.Of} AND g.state = 'planned' AND g.target_id::{resolution.IdType} = t.{resolution.IdColumn}) FOR UPDATE",
            cancellationToken,
            values);
        await KeepChangedAsync(resolution, "planned", "kept", cancellationToken);
        await RememberAsync(resolution, "planned", cancellationToken);
        await resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.before_image (run, target_table, target_id, content)
            SELECT DISTINCT ON (g.target_id) $1, g.target_table, g.target_id, to_jsonb(t)
            FROM {GivenCells.Relation} AS g JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = g.target_id::{resolution.IdType}
            WHERE {GivenCells.Of} AND g.state = 'planned' AND g.action <> 'supersede'
            ON CONFLICT DO NOTHING
            """,
            cancellationToken,
            values);
        foreach (var column in await ColumnsAsync(resolution, "planned", cancellationToken))
        {
            await WriteAsync(resolution, column, cancellationToken);
        }

        await RehashAsync(resolution, "planned", cancellationToken);
        await resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.fill (run, table_plan, source_key, column_name, from_key, target_id)
            SELECT $1, $2, g.source_key, g.column_name, g.source_key, g.target_id FROM {GivenCells.Relation} AS g WHERE {GivenCells.Of} AND g.state = 'planned' AND g.action = 'give'
            ON CONFLICT DO NOTHING
            """,
            cancellationToken,
            values);
        await resolution.ExecuteAsync($"UPDATE {GivenCells.Relation} AS g SET state = 'published' WHERE {GivenCells.Of} AND g.state = 'planned'", cancellationToken, values);
    }

    /// <summary>A column whose values a constraint refuses is left in all of these records: what is not of this entity is not sorted out here.</summary>
    private static async Task WriteAsync(Resolution resolution, string column, CancellationToken cancellationToken)
    {
        object?[] values = [resolution.Run.Value, resolution.Table.Name, column];
        var cell = Sql.Quote(column);
        var rows = $"{GivenCells.Of} AND g.column_name = $3 AND g.state = 'planned'";
        await resolution.ExecuteAsync("SAVEPOINT given", cancellationToken);
        try
        {
            await resolution.ExecuteAsync(
                $"""
                UPDATE {resolution.Target} AS t SET {cell} = {Resolution.Value("m", resolution.Table.Target.Find(column)!)}
                FROM {GivenCells.Relation} AS g JOIN {resolution.Staging} AS m ON m._key = g.source_key
                WHERE {rows} AND g.action = 'give' AND t.{resolution.IdColumn} = g.target_id::{resolution.IdType}
                """,
                cancellationToken,
                values);
            await resolution.ExecuteAsync(
                $"UPDATE {resolution.Target} AS t SET {cell} = NULL FROM {GivenCells.Relation} AS g WHERE {rows} AND g.action = 'take_back' AND t.{resolution.IdColumn} = g.target_id::{resolution.IdType}",
                cancellationToken,
                values);
            await resolution.ExecuteAsync("RELEASE SAVEPOINT given", cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NotNullViolation or PostgresErrorCodes.ExclusionViolation)
        {
            await resolution.ExecuteAsync("ROLLBACK TO SAVEPOINT given", cancellationToken);
            await resolution.ExecuteAsync($"UPDATE {GivenCells.Relation} AS g SET state = 'kept', kept = '{Refused}' WHERE {rows}", cancellationToken, values);
        }
    }

    /// <summary>Whether the records are as they were left in every column: only then they still are once the cells are written.</summary>
    private static Task<int> RememberAsync(Resolution resolution, string state, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        UPDATE {GivenCells.Relation} AS g SET was_whole = x.content_hash IS NOT DISTINCT FROM {RecordContent.FullHash("t")}
        FROM {resolution.Target} AS t, reprise.crosswalk AS x
        WHERE {GivenCells.Of} AND g.state = '{state}' AND t.{resolution.IdColumn} = g.target_id::{resolution.IdType} AND x.target_table = g.target_table AND x.target_id = g.target_id AND NOT x.merged
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Name);

    /// <summary>The crosswalk of the entities that own the records says what they are now, so that their next runs do not take it for a change of the application.</summary>
    private static async Task RehashAsync(Resolution resolution, string state, CancellationToken cancellationToken)
    {
        foreach (var written in await OwnersColumns.ReadAsync(resolution, state, cancellationToken))
        {
            await resolution.ExecuteAsync(
                $"""
                UPDATE reprise.crosswalk AS x SET record_hash = {RecordContent.Hash("t", written.Columns)}, content_hash = CASE WHEN g.was_whole THEN {RecordContent.FullHash("t")} ELSE x.content_hash END
                FROM {GivenCells.Relation} AS g JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = g.target_id::{resolution.IdType}
                WHERE {GivenCells.Of} AND g.state = '{state}' AND g.action <> 'supersede' AND x.target_table = g.target_table AND x.target_id = g.target_id AND NOT x.merged AND x.run = $3 AND x.source_table = $4
                """,
                cancellationToken,
                resolution.Run.Value,
                resolution.Table.Name,
                written.Run,
                written.Origin);
        }
    }

    private static Task<List<string>> ColumnsAsync(Resolution resolution, string state, CancellationToken cancellationToken) => resolution.Connection.QueryAsync(
        $"SELECT DISTINCT g.column_name FROM {GivenCells.Relation} AS g WHERE {GivenCells.Of} AND g.state = '{state}' AND g.action <> 'supersede'",
        [resolution.Run.Value, resolution.Table.Name],
        reader => reader.GetString(0),
        cancellationToken);
}
