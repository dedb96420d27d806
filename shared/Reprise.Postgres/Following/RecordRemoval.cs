using Reprise.Core.Plans;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Following;

/// <summary>Locks, deletes or marks the records of a table plan that a ledger table names with what is to be done with each: <c>gone_row</c> or <c>record_merge</c>.</summary>
internal sealed class RecordRemoval(Resolution resolution, string relation)
{
    /// <summary>Condition of the rows <c>g</c> of the ledger table; $1 is the run, $2 the table plan.</summary>
    public const string Of = "g.run = $1 AND g.table_plan = $2";

    private readonly object?[] _values = [resolution.Run.Value, resolution.Table.Name];

    private string IsRecord => $"t.{resolution.IdColumn} = g.target_id::{resolution.IdType}";

    /// <summary>True for a record <c>t</c> that is as the entry <c>x</c> of the crosswalk left it: one to be deleted in every column, one to be marked in those that the plan fills.</summary>
    public static string IsAsWritten(Resolution resolution) =>
        $"CASE WHEN g.action = 'delete' AND x.content_hash IS NOT NULL THEN {RecordContent.FullHash("t")} = x.content_hash ELSE {RecordContent.FullHash("t")} IS NOT DISTINCT FROM x.content_hash OR {RecordContent.Hash(resolution)} IS NOT DISTINCT FROM x.record_hash END";

    public Task<int> LockAsync(CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"SELECT FROM {resolution.Target} AS t WHERE EXISTS (SELECT FROM {relation} AS g WHERE {Of} AND g.target_id::{resolution.IdType} = t.{resolution.IdColumn}) FOR UPDATE",
        cancellationToken,
        _values);

    /// <summary>Deletes them, with before-images.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        await resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.before_image (run, target_table, target_id, content, is_deleted)
            SELECT $1, g.target_table, g.target_id, to_jsonb(t), true
            FROM {relation} AS g JOIN {resolution.Target} AS t ON {IsRecord}
            WHERE {Of} AND g.action = 'delete' AND g.kept IS NULL
            ON CONFLICT (run, target_table, target_id) DO UPDATE SET is_deleted = true
            """,
            cancellationToken,
            _values);
        // One statement: foreign keys between records of the same table are checked when it ends.
        await resolution.ExecuteAsync($"DELETE FROM {resolution.Target} AS t USING {relation} AS g WHERE {Of} AND g.action = 'delete' AND g.kept IS NULL AND {IsRecord}", cancellationToken, _values);
    }

    /// <summary>Marks them as deleted, with before-images.</summary>
    public async Task MarkAsync(SoftDelete mark, CancellationToken cancellationToken)
    {
        const string Marked = $"{Of} AND g.action = 'soft_delete' AND g.kept IS NULL";
        await resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.before_image (run, target_table, target_id, content)
            SELECT $1, g.target_table, g.target_id, to_jsonb(t) FROM {relation} AS g JOIN {resolution.Target} AS t ON {IsRecord} WHERE {Marked}
            ON CONFLICT DO NOTHING
            """,
            cancellationToken,
            _values);
        var column = SoftDeleteColumn.Of(resolution, mark, _values.Length + 1);
        await resolution.ExecuteAsync(
            $"UPDATE {resolution.Target} AS t SET {column.Name} = {column.Value} FROM {relation} AS g WHERE {Marked} AND {IsRecord} AND NOT ({column.IsMarked})",
            cancellationToken,
            [.. _values, .. column.Values]);
    }
}
