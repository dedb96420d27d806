using Reprise.Core.Plans;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Following;

/// <summary>Rows that are in the source again after their records were marked as deleted: the mark is taken off, unless the application did so or the plan fills the column.</summary>
internal static class ReturnedRows
{
    private const string Rows = $"s._outcome IN ('{Bookkeeping.Update}', '{Bookkeeping.Unchanged}') AND x.gone_run IS NOT NULL";

    /// <summary>Takes the marks off. After the records were updated, and before the crosswalk says what they are now.</summary>
    public static async Task RestoreAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var entry = $"reprise.crosswalk AS x JOIN {resolution.Staging} AS s ON s._key = x.source_key AND {Rows} AND x.entity = $1 AND x.target_table = $2 AND x.source_table = $3";
        object?[] values = [resolution.Run.Entity.Value, resolution.Table.Target.Name.ToString(), resolution.Table.Origin];
        await using var any = resolution.Connection.Command($"SELECT EXISTS (SELECT FROM {entry})", values);
        if (await any.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return;
        }

        await resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.before_image (run, target_table, target_id, content)
            SELECT $4, $2, x.target_id, to_jsonb(t) FROM {entry} JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = s.{resolution.IdColumn}
            ON CONFLICT DO NOTHING
            """,
            cancellationToken,
            [.. values, resolution.Run.Value]);
        await resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.crosswalk_image (run, entity, target_table, source_table, source_key, record_hash, content_hash, written_by, gone_run)
            SELECT $4, x.entity, x.target_table, x.source_table, x.source_key, x.record_hash, x.content_hash, x.run, x.gone_run FROM {entry}
            ON CONFLICT DO NOTHING
            """,
            cancellationToken,
            [.. values, resolution.Run.Value]);
        if (resolution.Table.Sync.SoftDelete is { } mark && resolution.Ruled.All(column => column.Name != mark.Column))
        {
            await UnmarkAsync(resolution, mark, entry, values, cancellationToken);
        }

        await resolution.ExecuteAsync(
            $"""
            UPDATE reprise.crosswalk AS u SET gone_run = NULL, run = $4, record_hash = {RecordContent.Hash(resolution)}, content_hash = {RecordContent.FullHash("t")}
            FROM {entry} JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = s.{resolution.IdColumn}
            WHERE u.entity = x.entity AND u.target_table = x.target_table AND u.source_table = x.source_table AND u.source_key = x.source_key
            """,
            cancellationToken,
            [.. values, resolution.Run.Value]);
    }

    private static Task<int> UnmarkAsync(Resolution resolution, SoftDelete mark, string entry, object?[] values, CancellationToken cancellationToken)
    {
        var column = SoftDeleteColumn.Of(resolution, mark, values.Length + 1);
        return resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Target} AS t SET {column.Name} = (jsonb_populate_record(NULL::{resolution.Target}, b.content)).{column.Name}
            FROM {entry} JOIN reprise.before_image AS b ON b.run = x.gone_run AND b.target_table = x.target_table AND b.target_id = x.target_id
            WHERE t.{resolution.IdColumn} = s.{resolution.IdColumn} AND {column.IsMarked}
            """,
            cancellationToken,
            [.. values, .. column.Values]);
    }
}
