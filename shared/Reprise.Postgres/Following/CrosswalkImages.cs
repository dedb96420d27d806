using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Following;

/// <summary>Keeps what the crosswalk says of rows that are gone, or whose records go, before it is changed.</summary>
internal static class CrosswalkImages
{
    /// <param name="resolution">Table plan.</param>
    /// <param name="relation">Ledger table that names them.</param>
    /// <param name="entry">Condition of the entries <c>x</c> that a row <c>g</c> of it stands for; $1 is the run, $2 the table plan, $3 the entity.</param>
    /// <param name="rows">Condition of the rows <c>g</c>.</param>
    /// <param name="isRemoved">True: the entries are about to be removed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<int> KeepAsync(Resolution resolution, string relation, string entry, string rows, bool isRemoved, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.crosswalk_image (run, entity, target_table, source_table, source_key, record_hash, content_hash, written_by, target_id, merged, gone_run, is_removed)
        SELECT $1, x.entity, x.target_table, x.source_table, x.source_key, x.record_hash, x.content_hash, x.run, x.target_id, x.merged, x.gone_run, $4
        FROM {relation} AS g JOIN reprise.crosswalk AS x ON {entry}
        WHERE {rows}
        ON CONFLICT (run, target_table, source_table, source_key) DO NOTHING
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Name,
        resolution.Run.Entity.Value,
        isRemoved);
}
