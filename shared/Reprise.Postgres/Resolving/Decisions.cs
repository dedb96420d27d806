using Reprise.Core.Ports;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Resolving;

/// <summary>What people decided about rows of a table plan, for a search. Of several decisions about a pair the last holds.</summary>
internal static class Decisions
{
    public static async Task ApplyAsync(Resolution resolution, DuplicateRecords records, IDuplicateSearch search, CancellationToken cancellationToken)
    {
        var decisions = await resolution.Connection.QueryAsync(
            """
            SELECT DISTINCT ON (source_key, other_key, target_id) source_key, other_key, target_id, is_same
            FROM reprise.match_decision
            WHERE entity = $1 AND target_table = $2 AND source_table = $3
            ORDER BY source_key, other_key, target_id, id DESC
            """,
            [resolution.Run.Entity.Value, resolution.Table.Target.Name.ToString(), resolution.Table.Origin],
            reader => (Key: reader.GetString(0), Other: reader.IsDBNull(1) ? null : reader.GetString(1), Record: reader.IsDBNull(2) ? null : reader.GetString(2), IsSame: reader.GetBoolean(3)),
            cancellationToken);
        if (decisions.Count == 0)
        {
            return;
        }

        var (known, rows) = records.Numbers();
        foreach (var decision in decisions)
        {
            var isThere = decision.Record is { } id ? known.TryGetValue(id, out var other) : rows.TryGetValue(decision.Other!, out other);
            if (isThere && rows.TryGetValue(decision.Key, out var row))
            {
                search.Decide(row, other, decision.IsSame);
            }
        }
    }
}
