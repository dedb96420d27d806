using Reprise.Postgres.Connections;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Resolving;

/// <summary>Columns that a record's own row leaves empty take the value of the first row merged into it that has one. Records of other entities and of the application stay as they are.</summary>
/// <remarks>Worked out anew in every run from all staged rows, merged in this run or before: a repeat gives the same.</remarks>
internal static class Filling
{
    public static async Task FillAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await resolution.ExecuteAsync("DELETE FROM reprise.fill WHERE run = $1 AND table_plan = $2", cancellationToken, resolution.Run.Value, resolution.Table.Name);
        foreach (var column in resolution.Table.Duplicates?.Fill ?? [])
        {
            await FillAsync(resolution, column, cancellationToken);
        }
    }

    private static async Task FillAsync(Resolution resolution, string column, CancellationToken cancellationToken)
    {
        var cell = Sql.Quote(column);
        await resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.fill (run, table_plan, source_key, column_name, from_key)
            SELECT DISTINCT ON (s._key) $1, $2, s._key, $3, m._key
            FROM {resolution.Staging} AS s
            JOIN {resolution.Staging} AS m ON m._target_id = s._target_id AND m._outcome = '{Bookkeeping.Merged}' AND m.{cell} IS NOT NULL
            WHERE s.{cell} IS NULL AND (s._outcome IS NULL OR s._outcome = '{Bookkeeping.Insert}')
            ORDER BY s._key, m._chunk, m._row
            """,
            cancellationToken,
            resolution.Run.Value,
            resolution.Table.Name,
            column);
        await resolution.ExecuteAsync(
            $"""
            UPDATE {resolution.Staging} AS s SET {cell} = m.{cell}
            FROM reprise.fill AS f JOIN {resolution.Staging} AS m ON m._key = f.from_key
            WHERE f.run = $1 AND f.table_plan = $2 AND f.column_name = $3 AND s._key = f.source_key AND s._outcome IS DISTINCT FROM '{Bookkeeping.Quarantined}' AND m._outcome = '{Bookkeeping.Merged}'
            """,
            cancellationToken,
            resolution.Run.Value,
            resolution.Table.Name,
            column);
    }
}
