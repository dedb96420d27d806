using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Publishing;

/// <summary>What the crosswalk says of the rows of a table plan once its records are written: where every row went, and what its record says now.</summary>
internal static class CrosswalkEntries
{
    /// <summary>Keeps as they were the entries of records that this run changes, or finds changed to what it would have written.</summary>
    public static Task<int> KeepAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.crosswalk_image (run, entity, target_table, source_table, source_key, record_hash, content_hash, written_by, gone_run)
        SELECT $4, x.entity, x.target_table, x.source_table, x.source_key, x.record_hash, x.content_hash, x.run, x.gone_run
        FROM {resolution.Staging} AS s
        JOIN reprise.crosswalk AS x ON x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND x.source_key = s._key
        LEFT JOIN {resolution.Target} AS t ON s._outcome = '{Bookkeeping.Unchanged}' AND t.{resolution.IdColumn} = s.{resolution.IdColumn}
        WHERE s._outcome = '{Bookkeeping.Update}' OR (s._outcome = '{Bookkeeping.Unchanged}' AND {RecordContent.Hash(resolution)} <> s._known_hash)
        """,
        cancellationToken,
        Place(resolution));

    /// <summary>Changes the entries of rows that earlier runs knew. An unchanged record is what Reprise would have written: its hash follows. What the ledger knows already is not sent again.</summary>
    public static Task<int> FollowAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        UPDATE reprise.crosswalk AS x SET target_id = s._target_id, merged = false, record_hash = {RecordContent.Hash(resolution)}, content_hash = {RecordContent.FullHash("t")}, run = $4
        FROM {resolution.Staging} AS s JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = s.{resolution.IdColumn}
        WHERE x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND x.source_key = s._key AND s._known_run IS NOT NULL
          AND (s._outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}') OR (s._outcome = '{Bookkeeping.Unchanged}' AND {RecordContent.Hash(resolution)} <> s._known_hash))
        """,
        cancellationToken,
        Place(resolution));

    /// <summary>Enters rows that no earlier run knew.</summary>
    public static Task<int> EnterAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.crosswalk (entity, target_table, source_table, source_key, target_id, merged, record_hash, content_hash, run)
        SELECT $1, $2, $3, s._key, s._target_id, s._outcome = '{Bookkeeping.Merged}',
               CASE WHEN s._outcome <> '{Bookkeeping.Merged}' THEN {RecordContent.Hash(resolution)} END, CASE WHEN s._outcome <> '{Bookkeeping.Merged}' THEN {RecordContent.FullHash("t")} END, $4
        FROM {resolution.Staging} AS s
        LEFT JOIN {resolution.Target} AS t ON s._outcome <> '{Bookkeeping.Merged}' AND t.{resolution.IdColumn} = s.{resolution.IdColumn}
        WHERE s._known_run IS NULL AND s._outcome <> '{Bookkeeping.Quarantined}'
        ORDER BY s._key
        """,
        cancellationToken,
        Place(resolution));

    private static object?[] Place(Resolution resolution) => [resolution.Run.Entity.Value, resolution.Table.Target.Name.ToString(), resolution.Table.Origin, resolution.Run.Value];
}
