using Reprise.Postgres.Connections;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Giving;

/// <summary>Empty cells of other entities' records that rows which join them fill, where the plan says <c>existing: fill</c>, and those that they have to leave empty again.</summary>
internal static class GivenCells
{
    public const string Relation = "reprise.given_cell";

    /// <summary>Condition of the rows <c>g</c>; $1 is the run, $2 the table plan.</summary>
    public const string Of = "g.run = $1 AND g.table_plan = $2";

    /// <summary>The entry <c>x</c> of the row that a record is.</summary>
    public const string Owner = "reprise.crosswalk AS x ON x.target_table = g.target_table AND x.target_id = g.target_id AND NOT x.merged";

    /// <summary>Plans what is given and taken back. Replaces what was planned before.</summary>
    public static async Task FindAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        if (resolution.Table.Duplicates is not { FillsExisting: true } rule)
        {
            return;
        }

        // A value that only one record may have is not written beside the entity's own plan, which alone would notice.
        foreach (var column in rule.Fill.Where(column => !resolution.IsUnique(column)))
        {
            await GiveAsync(resolution, column, cancellationToken);
            await TakeBackAsync(resolution, column, cancellationToken);
        }

        await GivenRecords.KeepChangedAsync(resolution, "planned", "kept", cancellationToken);
    }

    /// <summary>What other entities' rows gave to records of the table plan stays, unless the record's own row has a value by now.</summary>
    public static async Task StandAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        object?[] values = [resolution.Run.Value, resolution.Table.Name];
        await resolution.ExecuteAsync($"DELETE FROM {Relation} WHERE run = $1 AND table_plan = $2 AND state IN ('planned', 'kept')", cancellationToken, values);
        var given = await resolution.Connection.QueryAsync(
            "SELECT DISTINCT column_name FROM reprise.given_now WHERE target_table = $1",
            [resolution.Table.Target.Name.ToString()],
            reader => reader.GetString(0),
            cancellationToken);
        foreach (var column in resolution.Ruled.Where(column => given.Contains(column.Name)))
        {
            var cell = Sql.Quote(column.Name);
            const string Standing = "g.target_table = $3 AND g.column_name = $4 AND g.target_id = s._target_id AND s._outcome IS NULL";
            object?[] named = [.. values, resolution.Table.Target.Name.ToString(), column.Name];
            await resolution.ExecuteAsync(
                $"""
                INSERT INTO {Relation} (run, table_plan, target_table, target_id, column_name, entity, source_table, source_key, action)
                SELECT $1, $2, g.target_table, g.target_id, g.column_name, g.entity, g.source_table, g.source_key, 'supersede'
                FROM {resolution.Staging} AS s JOIN reprise.given_now AS g ON {Standing} WHERE s.{cell} IS NOT NULL
                """,
                cancellationToken,
                named);
            await resolution.ExecuteAsync(
                $"""
                UPDATE {resolution.Staging} AS s SET {cell} = t.{cell}::{StagingTables.ResolvedType(column)}
                FROM reprise.given_now AS g, {resolution.Target} AS t
                WHERE {Standing} AND t.{resolution.IdColumn} = s._target_id::{resolution.IdType} AND s.{cell} IS NULL AND $1::text IS NOT NULL AND $2::text IS NOT NULL
                """,
                cancellationToken,
                named);
        }
    }

    private static Task<int> GiveAsync(Resolution resolution, string column, CancellationToken cancellationToken)
    {
        var cell = Sql.Quote(column);
        return resolution.ExecuteAsync(
            $"""
            INSERT INTO {Relation} (run, table_plan, target_table, target_id, column_name, entity, source_table, source_key, action)
            SELECT $1, $2, $3, b.target_id, $6, $4, $5, b.key, 'give'
            FROM (SELECT DISTINCT ON (m._target_id) m._target_id AS target_id, m._key AS key,
                         {RecordContent.Differs(resolution.Table.Target.Find(column)!, "m", "t")} OR n.source_key IS DISTINCT FROM m._key AS is_new
                  FROM {resolution.Staging} AS m
                  JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = m._target_id::{resolution.IdType}
                  JOIN reprise.crosswalk AS x ON x.target_table = $3 AND x.target_id = m._target_id AND NOT x.merged AND x.entity <> $4
                  LEFT JOIN reprise.given_now AS n ON n.target_table = $3 AND n.target_id = m._target_id AND n.column_name = $6
                  WHERE m._outcome = '{Bookkeeping.Merged}' AND m.{cell} IS NOT NULL AND (t.{cell} IS NULL OR (n.entity = $4 AND n.source_table = $5))
                  ORDER BY m._target_id, m._chunk, m._row) AS b
            WHERE b.is_new
            """,
            cancellationToken,
            Named(resolution, column));
    }

    /// <summary>Of rows that are not part of the record any more, or that have nothing to give.</summary>
    private static Task<int> TakeBackAsync(Resolution resolution, string column, CancellationToken cancellationToken) => resolution.ExecuteAsync(
        $"""
        INSERT INTO {Relation} (run, table_plan, target_table, target_id, column_name, entity, source_table, source_key, action)
        SELECT $1, $2, n.target_table, n.target_id, n.column_name, n.entity, n.source_table, n.source_key, 'take_back'
        FROM reprise.given_now AS n
        LEFT JOIN {resolution.Staging} AS s ON s._key = n.source_key
        WHERE n.entity = $4 AND n.source_table = $5 AND n.target_table = $3 AND n.column_name = $6
          AND CASE WHEN s._key IS NOT NULL THEN s._outcome NOT IN ('{Bookkeeping.Merged}', '{Bookkeeping.Quarantined}') OR (s._outcome = '{Bookkeeping.Merged}' AND (s._target_id <> n.target_id OR s.{Sql.Quote(column)} IS NULL))
                   ELSE NOT EXISTS (SELECT FROM reprise.crosswalk AS y WHERE y.entity = $4 AND y.target_table = $3 AND y.source_table = $5 AND y.source_key = n.source_key AND y.target_id = n.target_id)
                     OR EXISTS (SELECT FROM reprise.gone_row AS o WHERE o.run = $1 AND o.target_table = $3 AND o.source_table = $5 AND o.source_key = n.source_key AND o.action = 'unmerge') END
        ON CONFLICT (run, target_table, target_id, column_name) DO NOTHING
        """,
        cancellationToken,
        Named(resolution, column));

    private static object?[] Named(Resolution resolution, string column) =>
        [resolution.Run.Value, resolution.Table.Name, resolution.Table.Target.Name.ToString(), resolution.Run.Entity.Value, resolution.Table.Origin, column];
}
