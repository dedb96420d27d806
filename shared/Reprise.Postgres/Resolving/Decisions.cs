using Reprise.Core.Ports;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Resolving;

/// <summary>What people decided about rows of a table plan, for a search. Of several decisions about a pair the last holds, whichever of both it names first.</summary>
internal static class Decisions
{
    public static async Task ApplyAsync(Resolution resolution, DuplicateRecords records, IDuplicateSearch search, CancellationToken cancellationToken)
    {
        var decisions = await resolution.Connection.QueryAsync(
            """
            SELECT d.source_key, coalesce(d.other_key, ''), own.target_id, coalesce(d.target_id, other.target_id), d.is_same
            FROM reprise.match_decision AS d
            LEFT JOIN reprise.crosswalk AS own ON own.entity = $1 AND own.target_table = $2 AND own.source_table = $3 AND own.source_key = d.source_key AND NOT own.merged
            LEFT JOIN reprise.crosswalk AS other ON other.entity = $1 AND other.target_table = $2 AND other.source_table = $3 AND other.source_key = d.other_key AND NOT other.merged
            WHERE d.entity = $1 AND d.target_table = $2 AND d.source_table = $3
            ORDER BY d.id
            """,
            [resolution.Run.Entity.Value, resolution.Table.Target.Name.ToString(), resolution.Table.Origin],
            reader => (
                Left: new Side(reader.GetString(0), reader.Nullable<string>(2)),
                Right: new Side(reader.GetString(1), reader.Nullable<string>(3)),
                IsSame: reader.GetBoolean(4)),
            cancellationToken);
        if (decisions.Count == 0)
        {
            return;
        }

        var (known, rows) = records.Numbers();
        var last = new Dictionary<(int, int), bool>();
        foreach (var decision in decisions)
        {
            if (decision.Left.Find(known, rows) is { } left && decision.Right.Find(known, rows) is { } right && (records.IsRow(left) || records.IsRow(right)))
            {
                last[(Math.Min(left, right), Math.Max(left, right))] = decision.IsSame;
            }
        }

        foreach (var ((left, right), isSame) in last)
        {
            search.Decide(left, right, isSame);
        }
    }

    /// <summary>One side of a decision: a row of the run, or the record that it was published as.</summary>
    private sealed record Side(string Key, string? Record)
    {
        public int? Find(IReadOnlyDictionary<string, int> known, IReadOnlyDictionary<string, int> rows) =>
            rows.TryGetValue(Key, out var row) ? row : Record is { } id && known.TryGetValue(id, out var record) ? record : null;
    }
}
