using Reprise.Postgres.Connections;
using Reprise.Postgres.Following;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Publishing;

/// <summary>Writes the records of one table plan, what they were before, and where their rows went.</summary>
internal static class MappedPublisher
{
    /// <exception cref="StaleResolutionException">A record was changed since the table plan was resolved.</exception>
    public static async Task PublishAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await resolution.AllowMemoryAsync(cancellationToken);
        await KeepBeforeImagesAsync(resolution, cancellationToken);
        await InsertAsync(resolution, cancellationToken);
        await UpdateAsync(resolution, cancellationToken);
        await KeepCrosswalkAsync(resolution, cancellationToken);
        await ReturnedRows.RestoreAsync(resolution, cancellationToken);
        await RecordCrosswalkAsync(resolution, cancellationToken);
        await UnsettledRows.RecordAsync(resolution, cancellationToken);
    }

    private static Task<int> KeepBeforeImagesAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.before_image (run, target_table, target_id, content)
        SELECT $1, $2, s._target_id, CASE WHEN s._outcome = '{Bookkeeping.Update}' THEN to_jsonb(t) END
        FROM {resolution.Staging} AS s
        LEFT JOIN {resolution.Target} AS t ON s._outcome = '{Bookkeeping.Update}' AND t.{resolution.IdColumn} = s.{resolution.IdColumn}
        WHERE s._outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}')
        ORDER BY s._target_id
        ON CONFLICT DO NOTHING
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Target.Name.ToString());

    /// <summary>One statement: foreign keys of a record to another of the same table are checked when it ends.</summary>
    private static Task<int> InsertAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var columns = Sql.List(resolution.Ruled.Select(column => column.Name).Prepend(resolution.Id.Column));
        var values = string.Join(", ", resolution.Ruled.Select(column => Resolution.Value("s", column)).Prepend($"s.{resolution.IdColumn}"));
        var overriding = resolution.Table.Target.Find(resolution.Id.Column)!.IsIdentity ? "OVERRIDING SYSTEM VALUE " : string.Empty;
        return resolution.ExecuteAsync(
            $"INSERT INTO {resolution.Target} ({columns}) {overriding}SELECT {values} FROM {resolution.Staging} AS s WHERE s._outcome = '{Bookkeeping.Insert}'",
            cancellationToken);
    }

    /// <summary>Updates exactly the versions of the records that resolution compared: what the application wrote since is not overwritten.</summary>
    private static async Task UpdateAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await using var count = resolution.Connection.Command($"SELECT count(*) FROM {resolution.Staging} WHERE _outcome = '{Bookkeeping.Update}'");
        var expected = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        if (expected == 0)
        {
            return;
        }

        var assignments = string.Join(", ", resolution.Ruled.Select(column => $"{Sql.Quote(column.Name)} = {Resolution.Value("s", column)}"));
        var updated = await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Target} AS t SET {assignments}
            FROM {resolution.Staging} AS s
            WHERE s._outcome = '{Bookkeeping.Update}' AND t.{resolution.IdColumn} = s.{resolution.IdColumn} AND t.xmin = s._seen
            """,
            cancellationToken);
        if (updated != expected)
        {
            throw new StaleResolutionException();
        }
    }

    /// <summary>What the crosswalk says of records that this run changes, or finds changed to what it would have written.</summary>
    private static Task<int> KeepCrosswalkAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.crosswalk_image (run, entity, target_table, source_table, source_key, record_hash, content_hash, written_by, gone_run)
        SELECT $4, x.entity, x.target_table, x.source_table, x.source_key, x.record_hash, x.content_hash, x.run, x.gone_run
        FROM {resolution.Staging} AS s
        JOIN reprise.crosswalk AS x ON x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND x.source_key = s._key
        LEFT JOIN {resolution.Target} AS t ON s._outcome = '{Bookkeeping.Unchanged}' AND t.{resolution.IdColumn} = s.{resolution.IdColumn}
        WHERE s._outcome = '{Bookkeeping.Update}'
           OR (s._outcome = '{Bookkeeping.Unchanged}' AND {RecordContent.Hash("t", resolution.Ruled.Select(column => column.Name))} <> s._known_hash)
        """,
        cancellationToken,
        resolution.Run.Entity.Value,
        resolution.Table.Target.Name.ToString(),
        resolution.Table.Origin,
        resolution.Run.Value);

    /// <summary>Where every row went, and what its record says now. An unchanged record is what Reprise would have written: its hash follows. What the ledger knows already is not sent again.</summary>
    private static Task<int> RecordCrosswalkAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var hash = RecordContent.Hash("t", resolution.Ruled.Select(column => column.Name));
        return resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.crosswalk AS x (entity, target_table, source_table, source_key, target_id, merged, record_hash, content_hash, run)
            SELECT $1, $2, $3, s._key, s._target_id, s._outcome = '{Bookkeeping.Merged}',
                   CASE WHEN s._outcome <> '{Bookkeeping.Merged}' THEN {hash} END, CASE WHEN s._outcome <> '{Bookkeeping.Merged}' THEN {RecordContent.FullHash("t")} END, $4
            FROM {resolution.Staging} AS s
            LEFT JOIN {resolution.Target} AS t ON s._outcome <> '{Bookkeeping.Merged}' AND t.{resolution.IdColumn} = s.{resolution.IdColumn}
            WHERE CASE s._outcome
                    WHEN '{Bookkeeping.Quarantined}' THEN false
                    WHEN '{Bookkeeping.Merged}' THEN s._known_run IS NULL
                    WHEN '{Bookkeeping.Unchanged}' THEN {hash} <> s._known_hash
                    ELSE true END
            ORDER BY s._key
            ON CONFLICT (entity, target_table, source_table, source_key) DO UPDATE
                SET target_id = excluded.target_id, merged = excluded.merged, record_hash = excluded.record_hash, content_hash = excluded.content_hash, run = excluded.run
            """,
            cancellationToken,
            resolution.Run.Entity.Value,
            resolution.Table.Target.Name.ToString(),
            resolution.Table.Origin,
            resolution.Run.Value);
    }
}
