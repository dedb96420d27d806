using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Merging;

/// <summary>Rows that were published as records of their own and are one by a person's decision: the later one is merged, and what would refer to its record refers to the one that stays.</summary>
internal static class PublishedMerges
{
    /// <summary>Finds them among rows that are recognised, and says which may not be merged. Replaces what was found before.</summary>
    /// <param name="resolution">Table plan.</param>
    /// <param name="held">Merges that publishing found it must not carry out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task FindAsync(Resolution resolution, IEnumerable<HeldMerge> held, CancellationToken cancellationToken)
    {
        object?[] values = [resolution.Run.Value, resolution.Table.Name];
        await resolution.ExecuteAsync($"DELETE FROM {MergeHindrances.Relation} WHERE run = $1 AND table_plan = $2", cancellationToken, values);
        var merges = await DecidedMergeReader.ReadAsync(resolution, cancellationToken);
        if (merges.Count == 0)
        {
            return;
        }

        var reasons = held.Where(merge => merge.TablePlan == resolution.Table.Name).ToDictionary(merge => merge.Key, merge => merge.Reason, StringComparer.Ordinal);
        await SaveAsync(resolution, [.. merges.Select(merge => merge with { Kept = merge.Kept ?? reasons.GetValueOrDefault(merge.Key) })], cancellationToken);
        await MergeHindrances.MarkAsync(resolution, cancellationToken);
        await MergeHindrances.ExpectReferencesAsync(resolution, cancellationToken);
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET _outcome = '{Bookkeeping.Merged}'
            FROM {MergeHindrances.Relation} AS g WHERE g.run = $1 AND g.table_plan = $2 AND g.kept IS NULL AND g.source_key = s._key
            """,
            cancellationToken,
            values);
        foreach (var sibling in resolution.Siblings)
        {
            await FollowAsync(sibling, cancellationToken);
        }
    }

    /// <summary>Rows that joined a record that goes, in this run or an earlier one, join the record that stays.</summary>
    public static Task<int> FollowAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        UPDATE {resolution.Staging} AS s SET _target_id = g.into_id
        FROM {MergeHindrances.Relation} AS g
        WHERE g.run = $1 AND g.target_table = $2 AND g.kept IS NULL AND s._target_id = g.target_id AND s._outcome = '{Bookkeeping.Merged}'
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Target.Name.ToString());

    /// <summary>Lists them among the matches of the run, as sure as they were when a person was asked.</summary>
    public static Task<int> RecordMatchesAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO reprise.match (run, table_plan, number, state, source_key, other_key, target_id, probability, weights)
        SELECT $1, $2, row_number() OVER (ORDER BY g.source_key) + (SELECT coalesce(max(number), 0) FROM reprise.match WHERE run = $1 AND table_plan = $2),
               'merged', d.source_key, d.other_key, d.target_id, coalesce(m.probability, 1), coalesce(m.weights, '[]')
        FROM {MergeHindrances.Relation} AS g
        JOIN reprise.match_decision AS d ON d.id = g.decision
        LEFT JOIN LATERAL (SELECT e.probability, e.weights FROM reprise.match AS e JOIN reprise.run AS r ON r.id = e.run
                           WHERE r.entity = $3 AND e.table_plan = $2 AND e.run <> $1 AND e.source_key = d.source_key AND (e.other_key = d.other_key OR e.target_id = d.target_id)
                           ORDER BY r.started_at DESC LIMIT 1) AS m ON true
        WHERE g.run = $1 AND g.table_plan = $2 AND g.kept IS NULL
        """,
        cancellationToken,
        resolution.Run.Value,
        resolution.Table.Name,
        resolution.Run.Entity.Value);

    private static async Task SaveAsync(Resolution resolution, IReadOnlyList<DecidedMerge> merges, CancellationToken cancellationToken)
    {
        await resolution.ExecuteAsync(
            $"""
            INSERT INTO {MergeHindrances.Relation} (run, table_plan, target_table, source_table, source_key, target_id, into_id, decision, action, kept)
            SELECT $1, $2, $3, $4, m.key, m.record, m.into_record, m.decision, $5, m.kept
            FROM unnest($6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[]) AS m (key, record, into_record, decision, kept)
            """,
            cancellationToken,
            resolution.Run.Value,
            resolution.Table.Name,
            resolution.Table.Target.Name.ToString(),
            resolution.Table.Origin,
            resolution.Table.Sync.SoftDelete is null ? "delete" : "soft_delete",
            merges.Select(merge => merge.Key).ToArray(),
            merges.Select(merge => merge.Record).ToArray(),
            merges.Select(merge => merge.Into).ToArray(),
            merges.Select(merge => merge.Decision).ToArray(),
            merges.Select(merge => merge.Kept).ToArray());
        // A table plan before this one may merge the very record that stays.
        await resolution.ExecuteAsync(
            $"""
            UPDATE {MergeHindrances.Relation} AS g SET into_id = o.into_id
            FROM {MergeHindrances.Relation} AS o
            WHERE g.run = $1 AND g.table_plan = $2 AND o.run = $1 AND o.table_plan <> $2 AND o.target_table = g.target_table AND o.target_id = g.into_id AND o.kept IS NULL
            """,
            cancellationToken,
            resolution.Run.Value,
            resolution.Table.Name);
    }
}
