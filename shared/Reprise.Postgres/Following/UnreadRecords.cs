using Npgsql;
using Reprise.Core.Catalogs;
using Reprise.Core.Mapping;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Postgres.Catalog;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Following;

/// <summary>Records of rows that a run did not read: what is said of the whole table plan counts them, too.</summary>
internal static class UnreadRecords
{
    /// <summary>True when the run reads a part of the table plan's source.</summary>
    public static async Task<bool> HasAnyAsync(NpgsqlConnection connection, RunId run, RunTable table, CancellationToken cancellationToken) =>
        await TableSyncRows.FindAsync(connection, run, table.Source, cancellationToken) is { IsFull: false };

    /// <summary>How many there are, by table plan.</summary>
    public static async Task<IReadOnlyList<UnreadRows>> CountAsync(NpgsqlConnection connection, RunId run, RunPlan plan, CancellationToken cancellationToken)
    {
        var counts = new List<UnreadRows>();
        var partial = (await TableSyncRows.ListAsync(connection, run, cancellationToken)).Where(sync => !sync.IsFull).ToDictionary(sync => sync.Source, StringComparer.Ordinal);
        foreach (var table in plan.Tables.Where(table => partial.ContainsKey(table.Source)))
        {
            counts.AddRange(await connection.QueryAsync(
                $"SELECT count(*) FILTER (WHERE NOT x.merged), count(*) FILTER (WHERE x.merged) FROM {From(new Resolution(connection, run, plan, table))}",
                [],
                reader => new UnreadRows(table.Name, reader.GetInt64(0), reader.GetInt64(1), partial[table.Source].Rows ?? 0),
                cancellationToken));
        }

        return counts;
    }

    /// <summary>The records as rows of <see cref="StagedRecords"/>: unchanged ones. A parent that was not found keeps a row among those that are read, so that a null reference of these had none.</summary>
    public static string Select(Resolution resolution, IReadOnlyList<TargetColumn> columns, IReadOnlySet<string> staged, IEnumerable<string> parents)
    {
        var values = columns.Select(column => $"t.{Sql.Quote(column.Name)}{(staged.Contains(column.Name) && column.Type.Kind != PgKind.Other ? $"::{PgTypes.Staged(column.Type)}" : string.Empty)} AS {Sql.Quote(column.Name)}");
        var keys = parents.Select(parent => $"t.{Sql.Quote(parent[StagingLayout.ReferencePrefix.Length..])}::text AS {Sql.Quote(parent)}");
        return $"""
            SELECT {string.Join(", ", values.Concat(keys).Prepend($"NULL::tid AS _tid, '{Bookkeeping.Unchanged}' AS _outcome, 0 AS _chunk, 0 AS _row"))}
            FROM {From(resolution)} JOIN {resolution.Target} AS t ON t.{resolution.IdColumn} = x.target_id::{resolution.IdType} WHERE NOT x.merged
            """;
    }

    /// <summary>Entries <c>x</c> of the crosswalk whose rows are neither staged, held back nor gone.</summary>
    private static string From(Resolution resolution)
    {
        var same = resolution.Plan.Making(resolution.Table.Target.Name, resolution.Table.Origin).ToList();
        var staged = string.Concat(same.Select(table => $" AND NOT EXISTS (SELECT FROM {Sql.Quote(StagingNames.Table(resolution.Run, resolution.Plan, table))} AS s WHERE s._key = e.source_key)"));
        var plans = string.Join(", ", same.Select(table => Sql.Literal(table.Name)));
        return $"""
            (SELECT e.target_id, e.merged FROM reprise.crosswalk AS e
             WHERE e.entity = {Sql.Literal(resolution.Run.Entity.Value)} AND e.target_table = {Sql.Literal(resolution.Table.Target.Name.ToString())}
               AND e.source_table = {Sql.Literal(resolution.Table.Origin)} AND e.gone_run IS NULL{staged}
               AND NOT EXISTS (SELECT FROM reprise.quarantine AS q WHERE q.run = {Sql.Literal(resolution.Run.Value)} AND q.table_plan IN ({plans}) AND md5(q.source_key)::uuid = md5(e.source_key)::uuid AND q.source_key = e.source_key)
               AND NOT EXISTS (SELECT FROM reprise.gone_row AS g WHERE g.run = {Sql.Literal(resolution.Run.Value)} AND g.table_plan IN ({plans}) AND g.source_key = e.source_key)) AS x
            """;
    }
}
