using Npgsql;
using Reprise.Core.Ports;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;

namespace Reprise.Postgres.Ledger;

/// <summary>Cells that other rows filled: those of a run in <c>fill</c>, and those that stand between entities in <c>given_now</c>.</summary>
internal static class FilledCellRows
{
    private const string Place = "x.entity = $3 AND x.target_table = $4 AND x.source_table = $5";

    /// <summary>Cells of records of a table plan.</summary>
    public static async Task<IReadOnlyList<FilledCell>> ReadAsync(NpgsqlConnection connection, RunId run, RunTable table, CancellationToken cancellationToken) => await connection.QueryAsync(
        $"""
        SELECT source_key, column_name, from_key, NULL::text FROM reprise.fill WHERE run = $1 AND table_plan = $2 AND target_id IS NULL
        UNION ALL
        SELECT x.source_key, g.column_name, g.source_key, g.entity
        FROM reprise.given_now AS g JOIN reprise.crosswalk AS x ON x.target_table = g.target_table AND x.target_id = g.target_id AND NOT x.merged AND x.entity <> g.entity WHERE {Place}
        """,
        Values(run, table),
        Read,
        cancellationToken);

    /// <summary>Cells of other entities' records that rows of a table plan filled, by those rows; without those that the run left since the application changed the record.</summary>
    public static async Task<IReadOnlyList<FilledCell>> ReadGivenAsync(NpgsqlConnection connection, RunId run, RunTable table, CancellationToken cancellationToken) => await connection.QueryAsync(
        """
        SELECT g.source_key, g.column_name, g.source_key, NULL::text FROM reprise.given_now AS g
        WHERE g.entity = $3 AND g.target_table = $4 AND g.source_table = $5
          AND NOT EXISTS (SELECT FROM reprise.given_cell AS k WHERE k.run = $1 AND k.table_plan = $2 AND k.target_table = g.target_table AND k.target_id = g.target_id AND k.column_name = g.column_name AND k.state = 'kept')
        """,
        Values(run, table),
        Read,
        cancellationToken);

    /// <summary>What a run gave to other entities' records, by column and what became of it.</summary>
    public static Task<List<GivenCount>> CountGivenAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => connection.QueryAsync(
        "SELECT table_plan, column_name, action, kept, count(*) FROM reprise.given_cell WHERE run = $1 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 NULLS FIRST",
        [run.Value],
        reader => new GivenCount(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Nullable<string>(3), reader.GetInt64(4)),
        cancellationToken);

    /// <summary>Cells of one row's record.</summary>
    public static Task<List<FilledCell>> ListAsync(NpgsqlConnection connection, RunId run, RunTable table, string key, CancellationToken cancellationToken) => connection.QueryAsync(
        $"""
        SELECT source_key, column_name, from_key, NULL::text FROM reprise.fill WHERE run = $1 AND table_plan = $2 AND source_key = $6 AND target_id IS NULL
        UNION ALL
        SELECT x.source_key, g.column_name, g.source_key, g.entity
        FROM reprise.crosswalk AS x JOIN reprise.given_now AS g ON g.target_table = x.target_table AND g.target_id = x.target_id AND g.entity <> x.entity
        WHERE {Place} AND x.source_key = $6 AND NOT x.merged
        ORDER BY 2
        """,
        [.. Values(run, table), key],
        Read,
        cancellationToken);

    private static object?[] Values(RunId run, RunTable table) => [run.Value, table.Name, run.Entity.Value, table.Target.Name.ToString(), table.Origin];

    private static FilledCell Read(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.Nullable<string>(3));
}
