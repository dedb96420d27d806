using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Following;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Merging;

/// <summary>Carries merges of published records out, in the transaction that publishes a lot and after its records: nothing of ours refers to what goes by then.</summary>
internal static class MergedRecords
{
    /// <summary>Takes the records away, children before parents, and lets their rows point to the records that stay.</summary>
    /// <exception cref="HeldMergesException">Somebody else has a part in one of them: nothing was changed that the caller's savepoint does not undo.</exception>
    public static async Task ApplyAsync(NpgsqlConnection connection, RunId run, RunPlan plan, IReadOnlyList<RunTable> tables, CancellationToken cancellationToken)
    {
        List<Resolution> acting = [];
        foreach (var table in tables)
        {
            var resolution = new Resolution(connection, run, plan, table);
            if ((await OpenAsync(resolution, cancellationToken)).Count > 0)
            {
                acting.Add(resolution);
            }
        }

        if (acting.Count == 0)
        {
            return;
        }

        await RefuseAsync(acting, cancellationToken);
        foreach (var resolution in Enumerable.Reverse(acting))
        {
            await RedirectAsync(resolution, cancellationToken);
            var removal = new RecordRemoval(resolution, MergeHindrances.Relation);
            await (resolution.Table.Sync.SoftDelete is { } mark ? removal.MarkAsync(mark, cancellationToken) : removal.DeleteAsync(cancellationToken));
            await KeepHashesAsync(resolution, cancellationToken);
        }
    }

    private static Task<List<string>> OpenAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.Connection.QueryAsync(
        $"SELECT g.source_key FROM {MergeHindrances.Relation} AS g WHERE {MergeHindrances.Open}",
        [resolution.Run.Value, resolution.Table.Name],
        reader => reader.GetString(0),
        cancellationToken);

    private static async Task RefuseAsync(IReadOnlyList<Resolution> acting, CancellationToken cancellationToken)
    {
        var open = new List<(string Table, string Key)>();
        foreach (var resolution in acting)
        {
            open.AddRange((await OpenAsync(resolution, cancellationToken)).Select(key => (resolution.Table.Name, key)));
            await new RecordRemoval(resolution, MergeHindrances.Relation).LockAsync(cancellationToken);
            await LockStayingAsync(resolution, cancellationToken);
            await MergeHindrances.MarkAsync(resolution, cancellationToken);
        }

        await MergeHindrances.FindReferencesAsync(acting[0], [.. acting.Select(resolution => resolution.Table)], cancellationToken);
        var held = (await HeldAsync(acting[0], cancellationToken)).Where(merge => open.Contains((merge.TablePlan, merge.Key))).ToList();
        if (held.Count > 0)
        {
            throw new HeldMergesException(held);
        }
    }

    private static Task<int> LockStayingAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"SELECT FROM {resolution.Target} AS t WHERE EXISTS (SELECT FROM {MergeHindrances.Relation} AS g WHERE {MergeHindrances.Open} AND g.into_id::{resolution.IdType} = t.{resolution.IdColumn}) FOR KEY SHARE",
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Name);

    private static Task<List<HeldMerge>> HeldAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.Connection.QueryAsync(
        $"SELECT table_plan, source_key, kept FROM {MergeHindrances.Relation} WHERE run = $1 AND kept IS NOT NULL",
        [resolution.Run.Value],
        reader => new HeldMerge(reader.GetString(0), reader.GetString(1), reader.GetString(2)),
        cancellationToken);

    /// <summary>Every row of the entity that is part of a record that goes is part of the one that stays.</summary>
    private static async Task RedirectAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        const string Entries = "x.entity = $3 AND x.target_table = g.target_table AND x.target_id = g.target_id";
        await CrosswalkImages.KeepAsync(resolution, MergeHindrances.Relation, Entries, MergeHindrances.Open, isRemoved: true, cancellationToken);
        await resolution.ExecuteAsync(
            $"""
            UPDATE reprise.crosswalk AS x SET target_id = g.into_id, merged = true, record_hash = NULL, content_hash = NULL, run = $1, gone_run = NULL
            FROM {MergeHindrances.Relation} AS g
            WHERE {MergeHindrances.Open} AND {Entries}
            """,
            cancellationToken,
            resolution.Run.Value,
            resolution.Table.Name,
            resolution.Run.Entity.Value);
    }

    /// <summary>What marked records were left as: should one become a record again, it is known whether the application changed it.</summary>
    private static Task<int> KeepHashesAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        UPDATE {MergeHindrances.Relation} AS g SET record_hash = {RecordContent.Hash(resolution)}, content_hash = {RecordContent.FullHash("t")}
        FROM {resolution.Target} AS t
        WHERE {MergeHindrances.Open} AND g.action = 'soft_delete' AND t.{resolution.IdColumn} = g.target_id::{resolution.IdType}
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Name);
}
