using Npgsql;
using Reprise.Core.Runs;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Figures of a table plan, counted from what is there: rows read from the chunks of extraction, outcomes from staging, the rest from the ledger.</summary>
internal static class Figures
{
    private const string Columns = "read, published, unchanged, merged, quarantined, filtered";

    /// <summary>Counts and keeps them.</summary>
    public static async Task SaveAsync(NpgsqlConnection connection, RunId run, RunTable table, string staging, CancellationToken cancellationToken)
    {
        var rows = await CountAsync(connection, run, table, staging, cancellationToken);
        await connection.ExecuteAsync(
            $"""
            INSERT INTO reprise.table_figures (run, table_plan, lot, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (run, table_plan) DO UPDATE SET
                read = excluded.read, published = excluded.published, unchanged = excluded.unchanged,
                merged = excluded.merged, quarantined = excluded.quarantined, filtered = excluded.filtered
            """,
            [run.Value, table.Name, table.Lot, rows.Read, rows.Published, rows.Unchanged, rows.Merged, rows.Quarantined, rows.Filtered],
            cancellationToken);
    }

    /// <summary>Counts them. A replicate run's staged rows are all published.</summary>
    public static async Task<RowFigures> CountAsync(NpgsqlConnection connection, RunId run, RunTable table, string staging, CancellationToken cancellationToken)
    {
        var outcomes = table.Definition is not null
            ? $"SELECT count(*) AS published, 0::bigint AS unchanged, 0::bigint AS merged FROM {staging}"
            : $"""
              SELECT count(*) FILTER (WHERE _outcome IN ('{Bookkeeping.Insert}', '{Bookkeeping.Update}')) AS published,
                     count(*) FILTER (WHERE _outcome = '{Bookkeeping.Unchanged}') AS unchanged,
                     count(*) FILTER (WHERE _outcome = '{Bookkeeping.Merged}') AS merged
              FROM {staging}
              """;
        var rows = await connection.QueryAsync(
            $"""
            SELECT (SELECT coalesce(sum(rows), 0) FROM reprise.chunk WHERE run = $1 AND source_table = $2)::bigint,
                   o.published, o.unchanged, o.merged,
                   (SELECT count(*) FROM reprise.quarantine WHERE run = $1 AND table_plan = $3),
                   (SELECT coalesce(sum(filtered), 0) FROM reprise.staged_chunk WHERE run = $1 AND table_plan = $3)::bigint
            FROM ({outcomes}) AS o
            """,
            [run.Value, table.Source, table.Name],
            reader => new RowFigures(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5)),
            cancellationToken);
        return rows[0];
    }

    /// <summary>The figures kept.</summary>
    public static Task<List<TableFigures>> ReadAsync(NpgsqlConnection connection, RunId run, CancellationToken cancellationToken) => connection.QueryAsync(
        $"SELECT table_plan, lot, {Columns} FROM reprise.table_figures WHERE run = $1",
        [run.Value],
        reader => new TableFigures(
            reader.GetString(0),
            reader.GetString(1),
            new RowFigures(reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt64(7))),
        cancellationToken);
}
