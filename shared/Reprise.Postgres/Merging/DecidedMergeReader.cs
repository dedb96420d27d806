using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;

namespace Reprise.Postgres.Merging;

/// <summary>Reads what people decided about records of a table plan that were published, and which rows of the run they are.</summary>
internal static class DecidedMergeReader
{
    /// <summary>Records that go, and those that should and may not.</summary>
    public static async Task<IReadOnlyList<DecidedMerge>> ReadAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var pairs = await PairsAsync(resolution, cancellationToken);
        if (!pairs.Exists(pair => pair.IsSame))
        {
            return [];
        }

        string[] records = [.. pairs.SelectMany(pair => (string[])[pair.Left, pair.Right]).Distinct(StringComparer.Ordinal)];
        var rows = (await RowsAsync(resolution, records, cancellationToken)).ToDictionary(row => row.Record, StringComparer.Ordinal);
        var own = await OwnAsync(resolution, records, cancellationToken);
        return new DecidedGroups(pairs, rows, own.Where(record => !rows.ContainsKey(record)).ToHashSet(StringComparer.Ordinal)).Merges;
    }

    /// <summary>Of several decisions about two records the last holds, whichever of both it names first.</summary>
    private static async Task<List<DecidedPair>> PairsAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        var pairs = await resolution.Connection.QueryAsync(
            """
            SELECT d.id, own.target_id, coalesce(d.target_id, other.target_id), d.is_same
            FROM reprise.match_decision AS d
            JOIN reprise.crosswalk AS own ON own.entity = $1 AND own.target_table = $2 AND own.source_table = $3 AND own.source_key = d.source_key AND NOT own.merged
            LEFT JOIN reprise.crosswalk AS other ON other.entity = $1 AND other.target_table = $2 AND other.source_table = $3 AND other.source_key = d.other_key AND NOT other.merged
            WHERE d.entity = $1 AND d.target_table = $2 AND d.source_table = $3 AND coalesce(d.target_id, other.target_id) <> own.target_id
            ORDER BY d.id
            """,
            Place(resolution),
            reader => new DecidedPair(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3)),
            cancellationToken);
        return [.. pairs.GroupBy(Unordered).Select(group => group.Last()).OrderBy(pair => pair.Decision)];
    }

    private static (string, string) Unordered(DecidedPair pair) => string.CompareOrdinal(pair.Left, pair.Right) < 0 ? (pair.Left, pair.Right) : (pair.Right, pair.Left);

    /// <summary>Rows of the run that are those records and nothing else by now, in the order of their publication.</summary>
    private static Task<List<PublishedRow>> RowsAsync(Resolution resolution, string[] records, CancellationToken cancellationToken) => resolution.Connection.QueryAsync(
        $"""
        SELECT s._target_id, s._key, row_number() OVER (ORDER BY published.at NULLS FIRST, s._chunk, s._row)::integer
        FROM {resolution.Staging} AS s
        CROSS JOIN LATERAL (SELECT min(l.published_at) AS at
                            FROM reprise.run AS r JOIN reprise.published_lot AS l ON l.run = r.id AND l.rolled_back_at IS NULL
                            WHERE r.entity = $1 AND EXISTS (SELECT FROM reprise.record_image AS b
                                                            WHERE b.run = r.id COLLATE "C" AND b.target_table = $2 AND s._target_id BETWEEN b.first_id AND b.last_id
                                                              AND b.target_id = s._target_id AND b.content IS NULL)) AS published
        WHERE s._outcome IS NULL AND s._target_id = ANY ($3)
        """,
        [resolution.Run.Entity.Value, resolution.Table.Target.Name.ToString(), records],
        reader => new PublishedRow(reader.GetString(0), reader.GetString(1), reader.GetInt32(2)),
        cancellationToken);

    /// <summary>Those of them that rows of the same source were published as.</summary>
    private static Task<List<string>> OwnAsync(Resolution resolution, string[] records, CancellationToken cancellationToken) => resolution.Connection.QueryAsync(
        "SELECT target_id FROM reprise.crosswalk WHERE entity = $1 AND target_table = $2 AND source_table = $3 AND target_id = ANY ($4) AND NOT merged",
        [.. Place(resolution), records],
        reader => reader.GetString(0),
        cancellationToken);

    private static object?[] Place(Resolution resolution) => [resolution.Run.Entity.Value, resolution.Table.Target.Name.ToString(), resolution.Table.Origin];
}
