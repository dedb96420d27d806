using Reprise.Core.Catalogs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>New rows that are a record already by the natural key of the plan: one of the target's, or one that another row of the run becomes.</summary>
internal static class Matching
{
    private const string New = "s._outcome IS NULL AND s._target_id IS NULL";

    /// <summary>Rows equal to a record of the target, unless a person decided that they differ. Of several records the one of the lowest id.</summary>
    public static async Task WithTargetAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        if (resolution.Table.Match.Count == 0)
        {
            return;
        }

        var columns = Sql.List(resolution.Table.Match);
        // A partial unique index says which records count: a closed one does not take in a living one.
        var counts = resolution.Table.Target.UniqueIndexes.FirstOrDefault(index => Covers(index, resolution.Table.Match))?.Predicate ?? "true";
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET _target_id = t._id, _outcome = '{Bookkeeping.Merged}'
            FROM (SELECT DISTINCT ON ({columns}) {columns}, {resolution.IdColumn}::text AS _id FROM {resolution.Target}
                  WHERE {Given(resolution)} AND ({counts}) ORDER BY {columns}, {resolution.IdColumn}) AS t
            WHERE {New} AND {Equal(resolution, "t")} AND NOT EXISTS (
                SELECT FROM reprise.match_decision AS d
                WHERE d.entity = $1 AND d.target_table = $2 AND d.source_table = $3 AND d.source_key = s._key AND d.target_id = t._id AND NOT d.is_same)
            """,
            cancellationToken,
            resolution.Run.Entity.Value,
            resolution.Table.Target.Name.ToString(),
            resolution.Table.Origin);
    }

    /// <summary>Rows equal to one of another table plan that fills the same target, then rows equal to an earlier one of their own.</summary>
    public static async Task WithStagedAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        if (resolution.Table.Match.Count == 0)
        {
            return;
        }

        var columns = Sql.List(resolution.Table.Match);
        foreach (var sibling in resolution.Siblings.Where(sibling => resolution.Table.Match.All(column => sibling.Ruled.Any(ruled => ruled.Name == column))))
        {
            await resolution.ExecuteAsync(
                $"""
                UPDATE {resolution.Staging} AS s SET _target_id = t._id, _outcome = '{Bookkeeping.Merged}'
                FROM (SELECT DISTINCT ON ({columns}) {columns}, _target_id AS _id FROM {sibling.Staging}
                      WHERE _outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}') AND {Given(resolution)} ORDER BY {columns}, _chunk, _row) AS t
                WHERE {New} AND {Equal(resolution, "t")}
                """,
                cancellationToken);
        }

        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET _into = t._leader, _outcome = '{Bookkeeping.Merged}'
            FROM (SELECT DISTINCT ON ({columns}) {columns}, _key AS _leader FROM {resolution.Staging} AS s
                  WHERE {New} AND {Given(resolution)} ORDER BY {columns}, _chunk, _row) AS t
            WHERE {New} AND s._key <> t._leader AND {Equal(resolution, "t")}
            """,
            cancellationToken);
    }

    /// <summary>A row merged into another row of this run shares that row's id, once it has one.</summary>
    public static Task<int> FollowLeadersAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"UPDATE {resolution.Staging} AS s SET _target_id = l._target_id FROM {resolution.Staging} AS l WHERE s._into = l._key AND s._outcome = '{Bookkeeping.Merged}' AND l._outcome = '{Bookkeeping.Insert}'",
        cancellationToken);

    private static string Given(Resolution resolution) => string.Join(" AND ", resolution.Table.Match.Select(column => $"{Sql.Quote(column)} IS NOT NULL"));

    private static string Equal(Resolution resolution, string alias) =>
        string.Join(" AND ", resolution.Table.Match.Select(column => $"{alias}.{Sql.Quote(column)} = {Resolution.Value("s", resolution.Table.Target.Find(column)!)}"));

    private static bool Covers(TargetUniqueIndex index, IReadOnlyList<string> match) =>
        index.Expressions.Select(expression => expression.Trim('"')).ToHashSet(StringComparer.Ordinal).SetEquals(match);
}
