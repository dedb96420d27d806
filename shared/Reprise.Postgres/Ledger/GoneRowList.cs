using Npgsql;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Rows that are gone from the source, as a report shows them.</summary>
internal static class GoneRowList
{
    /// <summary>Rows shown of a run.</summary>
    private const int Most = 50;

    /// <summary>Counts by table plan and what became of them.</summary>
    public static Task<List<GoneRowCount>> CountAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT table_plan, action, kept, count(*) FROM reprise.gone_row WHERE run = $1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 NULLS FIRST",
        [run.Value],
        reader => new GoneRowCount(reader.GetString(0), reader.GetString(1), reader.Nullable<string>(2), reader.GetInt64(3)),
        cancellationToken);

    /// <summary>The first of them, those that were kept before the others.</summary>
    public static Task<List<GoneRow>> FirstAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => connection.QueryAsync(
        $"SELECT table_plan, source_key, target_id, action, kept FROM reprise.gone_row WHERE run = $1 ORDER BY kept NULLS LAST, table_plan, source_key LIMIT {Most}",
        [run.Value],
        reader => new GoneRow(reader.GetString(0), SourceKey.Shown(reader.GetString(1)), reader.GetString(2), reader.GetString(3), reader.Nullable<string>(4)),
        cancellationToken);
}
