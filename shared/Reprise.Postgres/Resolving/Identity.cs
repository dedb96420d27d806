using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Plans;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Which target record each staged row is: known from an earlier run, or new.</summary>
internal static class Identity
{
    /// <summary>Rows whose source key is in the crosswalk. A row that was merged stays merged, unless the application deleted the record: that is not brought back.</summary>
    public static async Task RecogniseAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s
            SET _target_id = x.target_id, _known_hash = x.record_hash, _known_run = x.run, _outcome = CASE WHEN x.merged THEN '{Bookkeeping.Merged}' END
            FROM reprise.crosswalk AS x
            WHERE x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND x.source_key = s._key AND s._outcome IS NULL
            """,
            cancellationToken,
            resolution.Run.Entity.Value,
            resolution.Table.Target.Name.ToString(),
            resolution.Table.Origin);
        await resolution.QuarantineAsync(
            Reasons.ChangedInTarget,
            string.Empty,
            $"s._outcome = '{Bookkeeping.Merged}' AND NOT EXISTS (SELECT FROM {resolution.Target} AS t WHERE t.{resolution.IdColumn} = s._target_id::{resolution.IdType})",
            cancellationToken);
    }

    /// <summary>Ids for what is new, which is to be inserted. Numbers are given in the order of the source, and kept when the table plan is resolved again: other rows refer to them.</summary>
    public static async Task NumberAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        const string New = "_outcome IS NULL AND _target_id IS NULL";
        var id = resolution.IdColumn;
        await (resolution.Id.Strategy == IdStrategy.Uuid
            ? resolution.ExecuteAsync($"UPDATE {resolution.Staging} SET _target_id = {id}::text, _outcome = '{Bookkeeping.Insert}' WHERE {New}", cancellationToken)
            : resolution.ExecuteAsync(
                $"""
                UPDATE {resolution.Staging} AS s SET {id} = n.id, _target_id = n.id::text, _outcome = '{Bookkeeping.Insert}'
                FROM (SELECT tid, coalesce(id, nextval({Sql.Literal(Sql.Quote(SequenceOf(resolution)))}::regclass)::{resolution.IdType}) AS id
                      FROM (SELECT ctid AS tid, {id} AS id FROM {resolution.Staging} WHERE {New} ORDER BY _chunk, _row) AS fresh) AS n
                WHERE s.ctid = n.tid
                """,
                cancellationToken));
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} SET {id} = _target_id::{resolution.IdType}
            WHERE _outcome IS NULL AND {id} IS DISTINCT FROM _target_id::{resolution.IdType}
            """,
            cancellationToken);
    }

    private static TableName SequenceOf(Resolution resolution) => resolution.Table.Target.Find(resolution.Id.Column)!.Sequence
        ?? throw new InvalidOperationException($"{resolution.Table.Target.Name}.{resolution.Id.Column} has no sequence; planning let it through.");
}
