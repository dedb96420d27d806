using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Publishing;

/// <summary>Writes the records of one table plan, what they were before, and where their rows went.</summary>
internal static class MappedPublisher
{
    public static async Task PublishAsync(NpgsqlConnection connection, RunId run, RunPlan plan, RunTable table, CancellationToken cancellationToken)
    {
        var resolution = new Resolution(connection, run, plan, table);
        await KeepBeforeImagesAsync(resolution, cancellationToken);
        await InsertAsync(resolution, cancellationToken);
        await UpdateAsync(resolution, cancellationToken);
        await RecordCrosswalkAsync(resolution, cancellationToken);
    }

    private static Task<int> KeepBeforeImagesAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.before_image (run, target_table, target_id, content)
        SELECT $1, $2, s._target_id, CASE WHEN s._outcome = '{Bookkeeping.Update}' THEN to_jsonb(t) END
        FROM {resolution.Staging} AS s
        LEFT JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = s.{resolution.IdColumn}
        WHERE s._outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}')
        ON CONFLICT DO NOTHING
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Target.Name.ToString());

    /// <summary>One statement: foreign keys of a record to another of the same table are checked when it ends.</summary>
    private static Task<int> InsertAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var columns = Sql.List(resolution.Ruled.Select(column => column.Name).Prepend(resolution.Id.Column));
        var overriding = resolution.Table.Target.Find(resolution.Id.Column)!.IsIdentity ? "OVERRIDING SYSTEM VALUE " : string.Empty;
        return resolution.ExecuteAsync(
            $"INSERT INTO {resolution.Target} ({columns}) {overriding}SELECT {columns} FROM {resolution.Staging} WHERE _outcome = '{Bookkeeping.Insert}'",
            cancellationToken);
    }

    private static async Task UpdateAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        if (resolution.Ruled.Count == 0)
        {
            return;
        }

        var assignments = string.Join(", ", resolution.Ruled.Select(column => $"{Sql.Quote(column.Name)} = s.{Sql.Quote(column.Name)}"));
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Target} AS t SET {assignments}
            FROM {resolution.Staging} AS s
            WHERE s._outcome = '{Bookkeeping.Update}' AND t.{resolution.IdColumn} = s.{resolution.IdColumn}
            """,
            cancellationToken);
    }

    private static Task<int> RecordCrosswalkAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.crosswalk AS x (entity, target_table, source_table, source_key, target_id, merged, record_hash, run)
        SELECT $1, $2, $3, s._key, s._target_id, s._outcome = '{Bookkeeping.Merged}',
               CASE WHEN s._outcome <> '{Bookkeeping.Merged}' THEN {resolution.RecordHash("t")} END, $4
        FROM {resolution.Staging} AS s
        LEFT JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = s._target_id::{resolution.IdType}
        WHERE s._outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}', '{Bookkeeping.Merged}')
        ON CONFLICT (entity, target_table, source_table, source_key) DO UPDATE
            SET target_id = excluded.target_id, merged = excluded.merged, record_hash = excluded.record_hash, run = excluded.run
            WHERE (x.target_id, x.merged, x.record_hash) IS DISTINCT FROM (excluded.target_id, excluded.merged, excluded.record_hash)
        """,
        cancellationToken,
        resolution.Run.Entity.Value,
        resolution.Table.Target.Name.ToString(),
        resolution.Table.Source,
        resolution.Run.Value);
}
