using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Merging;

/// <summary>Makes marked records that were merged into others records of their rows again, as if the rows had been gone and the records marked for that: what takes such marks off does the rest.</summary>
internal static class MergeReversal
{
    private const string Merge = $"""
        {MergeHindrances.Relation} AS g
        WHERE g.kept IS NULL AND g.action = 'soft_delete' AND x.entity = $1 AND x.target_table = g.target_table AND x.source_table = g.source_table AND x.source_key = g.source_key AND x.merged
        """;

    /// <summary>The last merge of the row that stands.</summary>
    private const string Last = $"""
        g.run = (SELECT m.run FROM {MergeHindrances.Relation} AS m JOIN reprise.run AS r ON r.id = m.run
                 WHERE r.entity = $1 AND m.target_table = x.target_table AND m.source_table = x.source_table AND m.source_key = x.source_key AND m.kept IS NULL
                   AND EXISTS (SELECT FROM reprise.published_lot AS l WHERE l.run = m.run AND l.rolled_back_at IS NULL)
                 ORDER BY r.started_at DESC LIMIT 1)
        """;

    private const string Entry = "target_id = g.target_id, merged = false, record_hash = g.record_hash, content_hash = g.content_hash, run = g.run, gone_run = g.run";

    /// <summary>Those that a run of an entity marked, so that its rollback finds them.</summary>
    public static async Task UndoAsync(NpgsqlConnection connection, RunId run, RunTable table, CancellationToken cancellationToken)
    {
        object?[] values = [run.Entity.Value, run.Value, table.Name];
        await connection.ExecuteAsync($"UPDATE reprise.crosswalk AS x SET {Entry} FROM {Merge} AND x.run = g.run AND g.run = $2 AND g.table_plan = $3", values, cancellationToken);
        // The entry is there again: it is changed back rather than brought back.
        await connection.ExecuteAsync(
            $"""
            UPDATE reprise.crosswalk_image AS i SET is_removed = false
            FROM {MergeHindrances.Relation} AS g
            WHERE i.run = $2 AND i.entity = $1 AND g.run = $2 AND g.table_plan = $3 AND g.kept IS NULL AND g.action = 'soft_delete'
              AND i.target_table = g.target_table AND i.source_table = g.source_table AND i.source_key = g.source_key
            """,
            values,
            cancellationToken);
    }

    /// <summary>The record of one row.</summary>
    /// <returns>Id of the record that the row was part of; null = it is part of none, or its own record is not there to be taken up again.</returns>
    public static async Task<string?> TakeOutAsync(NpgsqlConnection connection, RunId run, RunTable table, string sourceKey, CancellationToken cancellationToken) => (await connection.QueryAsync(
        $"UPDATE reprise.crosswalk AS x SET {Entry} FROM {Merge} AND {Last} AND x.target_table = $2 AND x.source_table = $3 AND x.source_key = $4 RETURNING (SELECT o.target_id FROM reprise.crosswalk AS o WHERE o.entity = $1 AND o.target_table = $2 AND o.source_table = $3 AND o.source_key = $4)",
        [run.Entity.Value, table.Target.Name.ToString(), table.Origin, sourceKey],
        reader => reader.GetString(0),
        cancellationToken)).FirstOrDefault();
}
