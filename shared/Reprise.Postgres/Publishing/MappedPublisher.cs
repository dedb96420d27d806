using Reprise.Postgres.Connections;
using Reprise.Postgres.Following;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Publishing;

/// <summary>Writes the records of one table plan, what they were before, and where their rows went.</summary>
internal static class MappedPublisher
{
    /// <summary>Ids of inserted records that are kept together: an array of so many is still compressed and read at once.</summary>
    private const int InsertedPerRow = 1_000;

    /// <exception cref="StaleResolutionException">A record was changed since the table plan was resolved.</exception>
    public static async Task PublishAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await resolution.AllowMemoryAsync(cancellationToken);
        await KeepInsertedAsync(resolution, cancellationToken);
        await InsertAsync(resolution, cancellationToken);
        if (await IsAnyKnownAsync(resolution, cancellationToken))
        {
            await KeepBeforeImagesAsync(resolution, cancellationToken);
            await UpdateAsync(resolution, cancellationToken);
            await CrosswalkEntries.KeepAsync(resolution, cancellationToken);
            await ReturnedRows.RestoreAsync(resolution, cancellationToken);
            await CrosswalkEntries.FollowAsync(resolution, cancellationToken);
        }

        await CrosswalkEntries.EnterAsync(resolution, cancellationToken);
        await UnsettledRows.RecordAsync(resolution, cancellationToken);
    }

    /// <summary>False in an entity's first run: what has to do with earlier ones need not be looked for.</summary>
    private static async Task<bool> IsAnyKnownAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await using var known = resolution.Connection.Command($"SELECT EXISTS (SELECT FROM {resolution.Staging} WHERE _known_run IS NOT NULL)");
        return await known.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static Task<int> KeepBeforeImagesAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.before_image (run, target_table, target_id, content)
        SELECT $1, $2, s._target_id, to_jsonb(t)
        FROM {resolution.Staging} AS s JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = s.{resolution.IdColumn}
        WHERE s._outcome = '{Bookkeeping.Update}'
        ORDER BY s._target_id
        ON CONFLICT DO NOTHING
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Target.Name.ToString());

    /// <summary>Which records were not there before: see <c>reprise.inserted_records</c>.</summary>
    private static Task<int> KeepInsertedAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.inserted_records (run, target_table, first_id, last_id, target_ids)
        SELECT $1, $2, min(id), max(id), array_agg(id)
        FROM (SELECT id, (row_number() OVER () - 1) / {InsertedPerRow} AS part
              FROM (SELECT _target_id AS id FROM {resolution.Staging} WHERE _outcome = '{Bookkeeping.Insert}' ORDER BY _target_id) AS ordered) AS parts
        GROUP BY part
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
}
