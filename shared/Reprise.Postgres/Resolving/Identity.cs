using Reprise.Core.Catalogs;
using Reprise.Core.Plans;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Which target record each staged row is: known from an earlier run, the same as another by its natural key, or new.</summary>
internal static class Identity
{
    /// <summary>Rows whose source key is in the crosswalk. A row that was merged stays merged.</summary>
    public static Task<int> RecogniseAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        UPDATE {resolution.Staging} AS s
        SET _target_id = x.target_id, _known_hash = x.record_hash, _outcome = CASE WHEN x.merged THEN '{Bookkeeping.Merged}' END
        FROM reprise.crosswalk AS x
        WHERE x.entity = $1 AND x.target_table = $2 AND x.source_table = $3 AND x.source_key = s._key AND s._outcome IS NULL
        """,
        cancellationToken,
        resolution.Run.Entity.Value,
        resolution.Table.Target.Name.ToString(),
        resolution.Table.Source);

    /// <summary>New rows with the natural key of a target record, or of an earlier new row of this run, are that record.</summary>
    public static async Task MatchAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var match = resolution.Table.Match;
        if (match.Count == 0)
        {
            return;
        }

        var columns = Sql.List(match);
        var given = string.Join(" AND ", match.Select(column => $"{Sql.Quote(column)} IS NOT NULL"));
        var equal = string.Join(" AND ", match.Select(column => $"t.{Sql.Quote(column)} = s.{Sql.Quote(column)}"));
        // A partial unique index says which records count: a closed one does not take in a living one.
        var counts = resolution.Table.Target.UniqueIndexes.FirstOrDefault(index => Covers(index, match))?.Predicate ?? "true";
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET _target_id = t.id, _outcome = '{Bookkeeping.Merged}'
            FROM (SELECT DISTINCT ON ({columns}) {columns}, {resolution.IdColumn}::text AS id FROM {resolution.Target}
                  WHERE {given} AND ({counts}) ORDER BY {columns}, {resolution.IdColumn}) AS t
            WHERE s._outcome IS NULL AND s._target_id IS NULL AND {equal}
            """,
            cancellationToken);
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET _into = t.leader, _outcome = '{Bookkeeping.Merged}'
            FROM (SELECT {columns}, min(_key) AS leader FROM {resolution.Staging}
                  WHERE _outcome IS NULL AND _target_id IS NULL AND {given} GROUP BY {columns}) AS t
            WHERE s._outcome IS NULL AND s._target_id IS NULL AND s._key <> t.leader AND {equal}
            """,
            cancellationToken);
    }

    /// <summary>Ids for what is new.</summary>
    public static async Task NumberAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var next = resolution.Id.Strategy == IdStrategy.Uuid ? resolution.IdColumn : $"nextval({Sql.Literal(Sql.Quote(SequenceOf(resolution)))}::regclass)";
        await resolution.ExecuteAsync($"UPDATE {resolution.Staging} SET _target_id = {next}::text WHERE _outcome IS NULL AND _target_id IS NULL", cancellationToken);
        // The staged id is the record's, also where an earlier run or a match gave it; it is what constraints are checked with.
        await resolution.ExecuteAsync(
            $"UPDATE {resolution.Staging} SET {resolution.IdColumn} = _target_id::{resolution.IdType} WHERE _target_id IS NOT NULL AND {resolution.IdColumn} IS DISTINCT FROM _target_id::{resolution.IdType}",
            cancellationToken);
    }

    /// <summary>A row merged into another row of this run shares that row's id.</summary>
    public static Task<int> FollowLeadersAsync(Resolution resolution, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"UPDATE {resolution.Staging} AS s SET _target_id = l._target_id FROM {resolution.Staging} AS l WHERE s._into = l._key AND s._outcome = '{Bookkeeping.Merged}'",
        cancellationToken);

    private static TableName SequenceOf(Resolution resolution) => resolution.Table.Target.Find(resolution.Id.Column)!.Sequence
        ?? throw new InvalidOperationException($"{resolution.Table.Target.Name}.{resolution.Id.Column} has no sequence; planning let it through.");

    private static bool Covers(TargetUniqueIndex index, IReadOnlyList<string> match) =>
        index.Expressions.Select(expression => expression.Trim('"')).ToHashSet(StringComparer.Ordinal).SetEquals(match);
}
