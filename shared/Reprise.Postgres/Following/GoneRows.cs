using Reprise.Core.Plans;
using Reprise.Core.Runs;
using Reprise.Core.Sync;
using Reprise.Postgres.Connections;
using Reprise.Postgres.Ledger;
using Reprise.Postgres.Resolving;
using Reprise.Postgres.Staging;

namespace Reprise.Postgres.Following;

/// <summary>Rows that the crosswalk knows and the source does not have any more, or that the plan leaves out since they changed.</summary>
internal static class GoneRows
{
    /// <summary>Finds them and says what is to become of their records. Replaces what was found before.</summary>
    public static async Task FindAsync(Resolution resolution, CancellationToken cancellationToken)
    {
        await resolution.ExecuteAsync("DELETE FROM reprise.gone_row WHERE run = $1 AND table_plan = $2", cancellationToken, resolution.Run.Value, resolution.Table.Name);
        RunTable[] same = [.. resolution.Plan.Making(resolution.Table.Target.Name, resolution.Table.Origin)];
        if (resolution.Table.Sync.Deletes == DeletePolicy.Ignore || same[^1] != resolution.Table)
        {
            // Of table plans that make the same records of the same rows the last one answers for all.
            return;
        }

        if (await TableSyncRows.FindAsync(resolution.Connection, resolution.Run, resolution.Table.Source, cancellationToken) is { } sync)
        {
            await FindAsync(resolution, same, sync, cancellationToken);
            await GoneRecords.ClassifyAsync(resolution, cancellationToken);
        }
    }

    private static Task<int> FindAsync(Resolution resolution, RunTable[] same, TableSync sync, CancellationToken cancellationToken)
    {
        var staged = string.Concat(same.Select(table => $"\n  AND NOT EXISTS (SELECT FROM {Sql.Quote(StagingNames.Table(resolution.Run, resolution.Plan, table))} AS s WHERE s._key = x.source_key)"));
        return resolution.ExecuteAsync(
            $"""
            INSERT INTO reprise.gone_row (run, table_plan, target_table, source_table, source_key, target_id, action)
            SELECT $1, $2, x.target_table, x.source_table, x.source_key, x.target_id, CASE WHEN x.merged AND $7 <> 'report' THEN 'unmerge' ELSE $7 END
            FROM reprise.crosswalk AS x
            WHERE x.entity = $3 AND x.target_table = $4 AND x.source_table = $5 AND (x.gone_run IS NULL OR $7 = 'delete'){staged}
              AND NOT EXISTS (SELECT FROM reprise.quarantine AS q WHERE q.run = $1 AND q.table_plan = ANY ($6) AND md5(q.source_key)::uuid = md5(x.source_key)::uuid AND q.source_key = x.source_key)
              AND NOT EXISTS (SELECT FROM reprise.run_correction AS u JOIN reprise.correction AS c ON c.id = u.correction
                              WHERE u.run = $1 AND u.table_plan = ANY ($6) AND u.is_applied AND c.is_dismissed AND c.source_key = x.source_key)
              AND {(sync.IsFull ? "$8 IS NULL AND $9 IS NULL AND $10 IS NULL" : Absent(resolution.Run))}
            """,
            cancellationToken,
            resolution.Run.Value,
            resolution.Table.Name,
            resolution.Run.Entity.Value,
            resolution.Table.Target.Name.ToString(),
            resolution.Table.Origin,
            same.Select(table => table.Name).ToArray(),
            Word(resolution.Table.Sync.Deletes),
            new Npgsql.NpgsqlParameter<string?> { TypedValue = sync.BasedOn },
            Bounds(sync, range => range.From),
            Bounds(sync, range => range.To));
    }

    /// <summary>Where a part of the table was read: rows that a filter left out, those that were gone already, and those missing from the ranges whose keys were compared.</summary>
    private static string Absent(RunId run) =>
        $"""
        (EXISTS (SELECT FROM {Sql.Quote(StagingNames.LeftOut(run))} AS l WHERE l.table_plan = ANY ($6) AND l.source_key = x.source_key)
         OR EXISTS (SELECT FROM reprise.gone_row AS g WHERE g.run = $8 AND g.table_plan = ANY ($6) AND g.source_key = x.source_key)
         OR (EXISTS (SELECT FROM unnest($9::text[], $10::text[]) AS c (low, high)
                     WHERE CASE WHEN c.low IS NULL AND c.high IS NULL THEN true
                                WHEN x.source_key ~ '^-?[0-9]+$' THEN (c.low IS NULL OR x.source_key::numeric >= c.low::numeric) AND (c.high IS NULL OR x.source_key::numeric < c.high::numeric)
                                ELSE false END)
             AND NOT EXISTS (SELECT FROM {Sql.Quote(StagingNames.SourceKeys(run))} AS k WHERE k.source_table = split_part(x.source_table, '#', 1) AND k.source_key = x.source_key)))
        """;

    private static Npgsql.NpgsqlParameter<string?[]?> Bounds(TableSync sync, Func<ChunkRange, IReadOnlyList<string>?> bound) =>
        new() { TypedValue = sync.IsFull ? null : [.. sync.Compared.Select(range => bound(range)?[0])] };

    private static string Word(DeletePolicy policy) => policy switch
    {
        DeletePolicy.Delete => "delete",
        DeletePolicy.SoftDelete => "soft_delete",
        _ => "report",
    };
}
