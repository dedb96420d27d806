using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Lineage;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Table <c>record_merge</c>, as reports and lineage show it.</summary>
internal static class RecordMergeRows
{
    /// <summary>Records shown of a run.</summary>
    private const int Most = 50;

    /// <summary>Counts by table plan and what became of them.</summary>
    public static Task<List<RecordMergeCount>> CountAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT table_plan, action, kept, count(*) FROM reprise.record_merge WHERE run = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 NULLS FIRST",
        [run.Value],
        reader => new RecordMergeCount(reader.GetString(0), reader.GetString(1), reader.Nullable<string>(2), reader.GetInt64(3)),
        cancellationToken);

    /// <summary>The first of them, those that were kept before the others.</summary>
    public static Task<List<RecordMerge>> FirstAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => connection.QueryAsync(
        $"SELECT table_plan, source_key, target_id, into_id, action, kept FROM reprise.record_merge WHERE run = $1 ORDER BY kept NULLS LAST, table_plan, source_key LIMIT {Most}",
        [run.Value],
        reader => new RecordMerge(reader.GetString(0), SourceKey.Shown(reader.GetString(1)), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.Nullable<string>(5)),
        cancellationToken);

    /// <summary>The last merge of a record that stands, and where its row is by now.</summary>
    public static async Task<MergedAway?> FindAsync(NpgsqlConnection connection, TableName target, string id, CancellationToken cancellationToken) => (await connection.QueryAsync(
        """
        SELECT x.target_id, g.run, d.decided_by, d.decided_at, d.reason
        FROM reprise.record_merge AS g
        JOIN reprise.run AS r ON r.id = g.run
        JOIN reprise.match_decision AS d ON d.id = g.decision
        JOIN reprise.crosswalk AS x ON x.entity = r.entity AND x.target_table = g.target_table AND x.source_table = g.source_table AND x.source_key = g.source_key AND x.merged
        WHERE g.target_table = $1 AND g.target_id = $2 AND g.kept IS NULL AND EXISTS (SELECT FROM reprise.published_lot AS l WHERE l.run = g.run AND l.rolled_back_at IS NULL)
        ORDER BY r.started_at DESC LIMIT 1
        """,
        [target.ToString(), id],
        reader => new MergedAway(reader.GetString(0), RunId.Parse(reader.GetString(1)), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetString(4)),
        cancellationToken)).FirstOrDefault();
}
